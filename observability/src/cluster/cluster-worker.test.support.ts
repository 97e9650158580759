import cluster from 'node:cluster';
import { createRequire } from 'node:module';
import express from 'express';
import type * as PromClient from 'prom-client';
import { createHttpMetrics } from '../http/http-metrics';
import { reportToPrimary } from './worker';

/**
 * A worker of the test's cluster: `/items/:id` answers with its process id, `/fails` with 503. It obeys its primary:
 * `close` stops taking requests and says `closed`, `exit` ends it, `hang` stops everything.
 */
function main(): void {
  // The client that the tests run with: jest exchanges it in its own process only.
  const client = process.env.METRICS_CLIENT ?? 'prom-client';
  const { Counter, Gauge } = createRequire(__filename)(client) as typeof PromClient;
  const metrics = createHttpMetrics({ django: true });
  const registers = [metrics.registry];
  const answers = new Counter({ name: 'answers_total', help: 'Answers.', labelNames: ['kind'], registers });
  new Gauge({ name: 'level', help: 'Of each worker 1.', registers }).set(1);
  new Gauge({ name: 'highest', help: 'The highest worker.', aggregator: 'max', registers }).set(
    cluster.worker?.id ?? 0,
  );
  const app = express().use(metrics.middleware);
  app.get('/items/:id', (_request, response) => {
    answers.inc({ kind: 'item' });
    response.json({ pid: process.pid });
  });
  app.get('/fails', (_request, response) => void response.status(503).json({ pid: process.pid }));
  const server = app.listen(Number(process.env.PORT), '127.0.0.1');
  reportToPrimary(metrics.registry);

  const orders: Readonly<Record<string, () => void>> = {
    close: () => server.close(() => process.send?.('closed')),
    exit: () => process.exit(0),
    hang: () => {
      for (;;);
    },
  };
  process.on('message', (order) => {
    if (typeof order === 'string') orders[order]?.();
  });
}

if (cluster.isWorker) main();
