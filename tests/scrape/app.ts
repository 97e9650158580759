import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  cacheMetrics,
  createHttpMetrics,
  databaseMetrics,
  metricsEndpoint,
  migrationMetrics,
  modelMetrics,
  registerBuildInfo,
  registerProcessMetrics,
} from '@express-slo-stack/observability';
import express, { type RequestHandler } from 'express';
import type { Registry } from 'prom-client';

export const PATHS = { openmetrics: '/openmetrics', text: '/text', asText: '/as-text' } as const;

/** A scrape, as the application saw it. */
export interface SeenScrape {
  readonly accept: string;
  readonly contentType: string;
}

export interface MeasuredApp {
  readonly address: string;
  readonly token: string;
  readonly registry: Registry;
  /** The last scrape of each path. */
  readonly scrapes: ReadonlyMap<string, SeenScrape>;
  /** How often each template was asked for, and the trace ids that came along. */
  readonly sent: ReadonlyMap<string, number>;
  readonly traces: ReadonlySet<string>;
  /** Requests to every kind of route. */
  traffic(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A plain Express application with everything that the library can expose, scraped at any of {@link PATHS}; at
 * `asText` whatever the scraper asks for, for a Prometheus that cannot be told.
 */
export async function startMeasuredApp(): Promise<MeasuredApp> {
  const metrics = createHttpMetrics({ django: true, bodySizes: true, exemplars: true });
  const { registry } = metrics;
  registerEverything(registry);
  const token = randomBytes(32).toString('hex');
  const scrapes = new Map<string, SeenScrape>();
  const verify = (presented: string) => (presented === token ? { scopes: ['metrics:read'] } : undefined);
  const endpoint = metricsEndpoint({ registry, verify });

  const app = express().use(metrics.middleware);
  app.use(PATHS.asText, asking('text/plain;version=0.0.4'));
  for (const path of Object.values(PATHS)) app.use(path, noting(scrapes), endpoint);
  app.post('/orders/:id', express.json(), (request, response) => void response.json(request.body));
  app.get('/orders/:id', (_request, response) => void response.send('ok'));
  app.get('/broken', () => {
    throw new TypeError('made to fail');
  });
  app.use(metrics.errorMiddleware);
  app.set('env', 'test');

  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sent = new Map<string, number>();
  const traces = new Set<string>();

  async function send(template: string, path: string, init: RequestInit = {}): Promise<void> {
    const trace = randomBytes(16).toString('hex');
    const traceparent = `00-${trace}-${randomBytes(8).toString('hex')}-01`;
    const response = await fetch(`http://${address}${path}`, {
      ...init,
      headers: { ...JSON_BODY, traceparent },
    });
    await response.arrayBuffer();
    traces.add(trace);
    sent.set(template, (sent.get(template) ?? 0) + 1);
  }

  return {
    address,
    token,
    registry,
    scrapes,
    sent,
    traces,
    async traffic() {
      for (let id = 1; id <= 5; id++) {
        await send('GET /orders/:id', `/orders/${id}`);
        await send('POST /orders/:id', `/orders/${id}`, { method: 'POST', body: '{"quantity":1}' });
        await send('GET /broken', '/broken');
        await send('GET unmatched', `/nowhere/${id}`);
      }
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const JSON_BODY = { 'content-type': 'application/json' };

function registerEverything(registry: Registry): void {
  registerProcessMetrics(registry);
  registerBuildInfo(registry, { service: 'shop', version: '1.0.0' });
  cacheMetrics(registry, 'orders').miss();
  databaseMetrics(registry, { vendor: 'postgresql' }).executed(0.001);
  modelMetrics(registry, ['order'])('order', 'insert', 1);
  migrationMetrics(registry)({ applied: 3, unapplied: 0 });
}

const asking =
  (accept: string): RequestHandler =>
  (request, _response, next) => {
    request.headers.accept = accept;
    next();
  };

const noting =
  (scrapes: Map<string, SeenScrape>): RequestHandler =>
  (request, response, next) => {
    const { accept = '' } = request.headers;
    response.on('close', () =>
      scrapes.set(request.baseUrl, { accept, contentType: String(response.getHeader('content-type')) }),
    );
    next();
  };
