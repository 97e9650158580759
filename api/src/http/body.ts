import express, { type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import { management, type BodyMemory } from '../bounds';
import { httpErrors } from './http-error';

/**
 * Reads a JSON body of at most `limit` bytes, whatever content type it claims, within the memory that all requests
 * share. A compressed one is answered 415: its decoder would need more memory than the body.
 */
export function jsonBody(limit: number, memory: BodyMemory): RequestHandler {
  const parse = express.json({ limit, type: () => true, strict: true, inflate: false });
  return (request, response, next) => {
    const hold = memory.open(management);
    response.once('close', () => hold.release());
    hold.resize(limit);
    parse(request, response, next);
  };
}

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
