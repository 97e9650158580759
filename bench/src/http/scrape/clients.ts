import { createRequire } from 'node:module';
import type * as PromClient from 'prom-client';
import { PEERS } from '../pinned-folder';
import { BUCKETS, type MakeSubject, NAME, routeOf, SECONDS } from './subject';

const peer = createRequire(PEERS);

const client =
  (name: string): MakeSubject =>
  (series) => {
    const { Histogram, Registry } = peer(name) as typeof PromClient;
    const registry = new Registry();
    const labelNames = ['http_request_method', 'http_route', 'http_response_status_code'] as const;
    const histogram = new Histogram({
      name: NAME,
      help: 'Duration of HTTP server requests.',
      buckets: BUCKETS,
      labelNames,
      registers: [registry],
    });
    const touch = (index: number) => histogram.labels('GET', routeOf(index), '200').observe(SECONDS);
    for (let index = 0; index < series; index++) touch(index);
    return { touch, scrape: async () => [Buffer.from(await registry.metrics())] };
  };

export const promClient = client('prom-client');
export const successor = client('@prometheus-io/client');
