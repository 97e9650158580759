import cluster from 'node:cluster';
import express from 'express';
import { reportToPrimary } from '../cluster/worker';
import { createHttpMetrics } from '../http/http-metrics';
import { metricsEndpoint } from './metrics-endpoint';

/**
 * A worker under a primary that knows nothing of metrics, as pm2's: it serves on the port that all workers share, and its
 * metrics on one of its own, as docs/instrumenting.md shows. With `REPORT` it reports to that primary.
 */
function main(): void {
  const { PORT, METRICS_PORT, NODE_APP_INSTANCE, REPORT } = process.env;
  const { middleware, registry } = createHttpMetrics();
  process.on('warning', ({ message }) => process.send?.({ warning: message }));
  express()
    .use(middleware)
    .get('/', (_request, response) => void response.send('ok'))
    .listen(Number(PORT), '127.0.0.1');
  express()
    .use('/metrics', metricsEndpoint({ registry, withoutToken: true }))
    .listen(Number(METRICS_PORT) + Number(NODE_APP_INSTANCE), '127.0.0.1', () => process.send?.('ready'));
  if (REPORT !== undefined) reportToPrimary(registry);
}

if (cluster.isWorker) main();
