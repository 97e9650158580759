import type { Express, RequestHandler } from 'express';
import type { z } from 'zod';
import { httpErrors } from './http-error';

export type Method = 'get' | 'post' | 'put' | 'delete' | 'options';

/** The status that a method answers a success with. */
export const usualSuccess: Readonly<Record<Method, number>> = {
  get: 200,
  post: 201,
  put: 200,
  delete: 204,
  options: 204,
};

/** What one method of an endpoint does. */
export interface Operation {
  /**
   * Scopes of which a token needs any one. Without: open to all, as ingest and health are, which answer for
   * their own credentials.
   */
  scopes?: readonly string[];
  /** What its handlers check the body with (`bodyOf`); the OpenAPI document shows it. */
  input?: z.ZodType;
  /** What may stand in its query; the OpenAPI document shows it. */
  query?: z.ZodObject;
  /** The status of a success, where it is not the method's usual one (`usualSuccess`). */
  success?: number;
  /** The work; the last one answers. */
  handlers: readonly RequestHandler[];
}

/** A path of the interface, and what can be done with it. */
export interface Endpoint {
  /** Express path, whole, with its trailing slash: the value of the label `http_route`. */
  path: string;
  operations: Partial<Record<Method, Operation>>;
}

export interface Mounting {
  /** Runs inside every route, first. */
  hooks: readonly RequestHandler[];
  /** Lets a request through whose token has any one of the scopes. */
  authorize: (scopes: readonly string[]) => RequestHandler;
}

const allowedMethods = (endpoint: Endpoint): string[] =>
  Object.keys(endpoint.operations)
    .flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]))
    .sort();

/**
 * Mounts endpoints as routes of the app itself. Everything of an endpoint, hooks, authorization and the answer
 * to other methods, runs inside its route, so every answer is measured under the route's template.
 */
export function mountEndpoints(app: Express, endpoints: readonly Endpoint[], mounting: Mounting): void {
  for (const endpoint of endpoints) {
    const route = app.route(endpoint.path);
    if (mounting.hooks.length > 0) route.all(...mounting.hooks);
    for (const [method, operation] of Object.entries(endpoint.operations)) {
      const guards = operation.scopes === undefined ? [] : [mounting.authorize(operation.scopes)];
      route[method as Method](...guards, ...operation.handlers);
    }
    route.all(() => {
      throw httpErrors.methodNotAllowed(allowedMethods(endpoint));
    });
  }
}
