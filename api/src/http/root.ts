import type { RequestHandler } from 'express';
import type { Endpoint } from './endpoint';

const version = '0';

/** `/api/0/`: what the interface is. Tokens belong to nobody, so there is never a user. */
export function rootEndpoint(): Endpoint {
  const read: RequestHandler = (_request, response) => {
    response.json({ version, user: null, auth: null });
  };
  return { path: '/api/0/', operations: { get: { handlers: [read] } } };
}
