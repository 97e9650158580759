import type { Request } from 'express';
import { httpErrors } from './http-error';

/** A path parameter of the route. */
export function parameter(request: Request, name: string): string {
  const value: unknown = request.params[name];
  return typeof value === 'string' ? value : '';
}

/** A path parameter that is a number in the database; a value that cannot be one is not found. */
export function numericParameter(request: Request, name: string): string {
  const value = parameter(request, name);
  if (!/^\d{1,18}$/.test(value)) throw httpErrors.notFound();
  return value;
}
