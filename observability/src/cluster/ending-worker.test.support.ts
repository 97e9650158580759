import cluster from 'node:cluster';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type * as PromClient from 'prom-client';
import { createHttpMetrics } from '../http/http-metrics';
import { reportToPrimary } from './worker';

const REQUESTS = 3;
const JOBS = 5;

/**
 * A worker of a test's cluster that has counted 3 requests and 5 jobs before it first reports. It obeys its primary:
 * `fail` has the jobs' collection fail from then on, `again` has it call `reportToPrimary()` once more and say what comes
 * of it, `flush` has it do another 5 jobs, report and die. With the environment's `ENDED` it ends as soon as it has
 * reported, and writes that file at the very end.
 */
async function main(): Promise<void> {
  // The client that the tests run with: jest exchanges it in its own process only.
  const client = process.env.METRICS_CLIENT ?? 'prom-client';
  const { Counter } = createRequire(__filename)(client) as typeof PromClient;
  const { registry, middleware } = createHttpMetrics();
  let fails = false;
  const collect = () => {
    if (fails) throw new Error('made to fail');
  };
  const jobs = new Counter({ name: 'jobs_total', help: 'Jobs.', registers: [registry], collect });
  jobs.inc(JOBS);
  await ask(express().use(middleware), REQUESTS);
  const report = reportToPrimary(registry);

  const orders: Readonly<Record<string, () => void>> = {
    fail: () => void (fails = true),
    again: () => process.send?.(codeOf(() => reportToPrimary(registry))),
    flush: () => {
      jobs.inc(JOBS);
      void report().then(() => process.kill(process.pid, 'SIGKILL'));
    },
  };
  process.on('message', (order) => {
    if (typeof order === 'string') orders[order]?.();
  });

  const { ENDED } = process.env;
  if (ENDED === undefined) return;
  process.on('exit', () => writeFileSync(ENDED, ''));
  await report();
  process.exit(0);
}

function codeOf(call: () => unknown): string {
  try {
    call();
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** Has an application answer requests, on a port that the primary need not hand out: it may be busy. */
async function ask(app: express.Express, requests: number): Promise<void> {
  const server = createServer(app);
  await new Promise<void>((resolve) =>
    server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, resolve),
  );
  const { port } = server.address() as AddressInfo;
  for (let request = 0; request < requests; request++)
    await (await fetch(`http://127.0.0.1:${port}/`)).arrayBuffer();
  server.closeAllConnections();
  server.close();
}

if (cluster.isWorker) void main();
