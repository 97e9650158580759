import express, { type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import { httpErrors } from './http-error';

/** Reads a JSON body of at most `limit` bytes, whatever content type it claims. */
export const jsonBody = (limit: number): RequestHandler =>
  express.json({ limit, type: () => true, strict: true });

/**
 * The request's body, checked.
 *
 * @throws HttpError 422 that names each wrong field.
 */
export function bodyOf<T>(request: Request, schema: z.ZodType<T>): T {
  const result = schema.safeParse(request.body ?? {});
  if (result.success) return result.data;
  throw httpErrors.unprocessable(
    result.error.issues.map((issue) => ({
      type: issue.code,
      loc: ['body', ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))],
      msg: issue.message,
    })),
  );
}
