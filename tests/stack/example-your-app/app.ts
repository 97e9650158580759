import type { AddressInfo } from 'node:net';
import { createHttpMetrics, metricsEndpoint } from '@express-slo-stack/observability';
import express from 'express';

export interface Shop {
  readonly address: string;
  /** From now on orders are answered with this status. */
  answerWith(status: number): void;
  order(): Promise<number>;
  stop(): Promise<void>;
}

/** An app as yours may be: one route, measured, and the protected metrics endpoint. */
export async function startShop(scrapeToken: string): Promise<Shop> {
  let status = 201;
  const metrics = createHttpMetrics();
  const app = express();
  app.use(metrics.middleware);
  app.use(
    '/api/0/observability',
    metricsEndpoint({
      registry: metrics.registry,
      verify: (token) => (token === scrapeToken ? { scopes: ['metrics:read'] } : undefined),
    }),
  );
  app.post('/orders', (_request, response) => {
    response.sendStatus(status);
  });
  metrics.initialise(app, [201, 500]);

  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    answerWith: (next) => (status = next),
    order: async () => (await fetch(`http://${address}/orders`, { method: 'POST' })).status,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
