import type { RequestHandler } from 'express';

/** Whether the API wants traffic; false from the moment it is told to stop. */
export class Readiness {
  private draining = false;

  get isDraining(): boolean {
    return this.draining;
  }

  drain(): void {
    this.draining = true;
  }
}

/** Asks clients to come back on a new connection, which a load balancer leads elsewhere, once draining has begun. */
export const sayGoodbye =
  (readiness: Readiness): RequestHandler =>
  (_request, response, next) => {
    if (readiness.isDraining) response.set('Connection', 'close');
    next();
  };
