import cluster, { type Worker } from 'node:cluster';
import { on, once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { Registry } from 'prom-client';
import { aggregateInPrimary } from '../cluster/primary';
import { eventually, send, serve, type Served } from '../http/server.test.support';
import { metricsEndpoint } from './metrics-endpoint';

/** Workers are processes of their own: they run what is compiled. */
const PROGRAM = join(__dirname, '../../dist/cluster/ending-worker.test.support.js');
const folder = mkdtempSync(join(tmpdir(), 'cluster-ends-'));
const registry = new Registry();
/** A worker's requests are in its ledger, its jobs are of prom-client's. */
const REQUESTS = 'http_server_request_duration_seconds_count';
let served: Served;
let errors: unknown[];

beforeAll(async () => {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: npm run build`);
  cluster.setupPrimary({ exec: PROGRAM, execArgv: [], args: [] });
  aggregateInPrimary(registry, { timeoutMs: 5_000 });
  const verify = () => ({ scopes: ['metrics:read'] });
  const onError = (error: unknown) => errors.push(error);
  served = await serve(express().set('env', 'test').use(metricsEndpoint({ registry, verify, onError })));
});
beforeEach(() => {
  errors = [];
});
afterEach(async () => {
  for (const worker of Object.values(cluster.workers ?? {})) if (worker !== undefined) await end(worker);
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

test('collections that failed in workers which then ended fail no scrape, and take nothing back', async () => {
  const before = await counted('jobs_total');
  const workers = [await startWorker(), await startWorker()];
  expect(await counted('jobs_total')).toBe(before + 10);
  for (const worker of workers) worker.send('fail');
  expect(await counted('jobs_total')).toBe(before + 10);
  expect(errors.map(String)).toEqual([
    expect.stringContaining('made to fail'),
    expect.stringContaining('made to fail'),
  ]);
  await Promise.all(workers.map(end));

  errors = [];
  for (let scrapes = 0; scrapes < 3; scrapes++) expect(await counted('jobs_total')).toBe(before + 10);
  expect(errors).toEqual([]);
}, 60_000);

test('a worker that ended before its reports were read is none: its numbers stay, and no scrape waits for it', async () => {
  const before = await totals();
  const ENDED = join(folder, 'ended');
  const worker = cluster.fork({ ENDED });
  const ended = once(worker, 'exit');
  while (!existsSync(ENDED)) block(10);
  block(500);
  await ended;
  await eventually(async () =>
    expect(await totals()).toEqual({ requests: before.requests + 3, jobs: before.jobs + 5 }),
  );
  expect(await counted('metrics_workers')).toBe(0);
  expect(await counted('metrics_late_workers_total')).toBe(0);
}, 60_000);

test('a worker that reports before it ends loses nothing that it counted', async () => {
  const before = await totals();
  const worker = await startWorker();
  const ended = once(worker, 'exit');
  worker.send('flush');
  await ended;
  await eventually(async () =>
    expect(await totals()).toEqual({ requests: before.requests + 3, jobs: before.jobs + 10 }),
  );
}, 60_000);

test('a worker that is told twice to report is refused, and reports on', async () => {
  const before = await counted(REQUESTS);
  const worker = await startWorker();
  const codes = on(worker, 'message') as AsyncIterable<[unknown]>;
  worker.send('again');
  for await (const [message] of codes)
    if (typeof message === 'string') {
      expect(message).toBe('OBS_CLUSTER_REPORTING');
      break;
    }
  expect(await counted(REQUESTS)).toBe(before + 3);
  expect(await counted('metrics_workers')).toBe(1);
}, 60_000);

/** As a primary that is busy: it reads nothing meanwhile. */
const block = (milliseconds: number) =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

async function startWorker(): Promise<Worker> {
  const reporting = await counted('metrics_workers');
  const worker = cluster.fork();
  await eventually(async () => expect(await counted('metrics_workers')).toBeGreaterThan(reporting));
  return worker;
}

async function end(worker: Worker): Promise<void> {
  const ended = once(worker, 'exit');
  worker.process.kill('SIGKILL');
  await ended;
}

const totals = async () => ({ requests: await counted(REQUESTS), jobs: await counted('jobs_total') });

/** The sum of a metric's samples, as scraped. */
async function counted(name: string): Promise<number> {
  const { status, body } = await send(served, { path: '/', headers: { authorization: 'Bearer x' } });
  expect([status, body]).toEqual([200, expect.any(String)]);
  return body
    .split('\n')
    .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}
