import type { Worker } from 'node:cluster';
import { setImmediate as otherWork } from 'node:timers/promises';
import * as client from 'prom-client';
import { clientOf } from '../http/client';
import { jobs } from './client-metric.test.support';
import { Collector } from './collector';
import {
  CLIENT,
  type ClientMetric,
  type Heard,
  LEDGER,
  type LedgerPart,
  REQUEST,
  type ReportRequest,
} from './messages';

const nothing: LedgerPart = { shapes: [], series: [], growth: '', exemplars: [] };

/** A worker as the collector sees it: the requests that were sent to it. */
function newWorker() {
  const sent: ReportRequest[] = [];
  const send = (message: ReportRequest | Heard) => {
    if (message.type === REQUEST) sent.push(message);
  };
  const worker = { isConnected: () => true, send };
  return { worker: worker as unknown as Worker, sent };
}

function newCollector(onLate = () => undefined) {
  const registry = new client.Registry();
  return new Collector({ registry, client: clientOf(registry, 'test'), timeoutMs: 20, onLate });
}

async function jobsIn(collector: Collector): Promise<number | undefined> {
  const metrics = (await collector.collect()) as { name: string; get(): Promise<ClientMetric> }[];
  const metric = await metrics.find(({ name }) => name === 'jobs_total')?.get();
  return metric && Number(metric.values[0]?.value);
}

test('a worker that once did not answer is asked again by the next scrape', async () => {
  let late = 0;
  const collector = newCollector(() => void late++);
  const { worker, sent } = newWorker();
  collector.receive(worker, { type: LEDGER, sequence: 0, part: nothing });
  await otherWork();

  await collector.collect();
  await collector.collect();

  expect(sent.map(({ again }) => again)).toEqual([false, false]);
  expect(late).toBe(2);
});

test('a worker that is heard of late is asked once to report anew, however many parts its report has', async () => {
  const collector = newCollector();
  const { worker, sent } = newWorker();

  for (const sequence of [3, 4, 5]) {
    collector.receive(worker, { type: LEDGER, sequence, part: nothing });
    await otherWork();
  }

  expect(sent.map(({ again }) => again)).toEqual([true]);
});

test('the last report of a worker that ended counts, also when a scrape came in between', async () => {
  const collector = newCollector();
  const { worker } = newWorker();
  collector.receive(worker, { type: LEDGER, sequence: 0, part: nothing });
  collector.receive(worker, { type: CLIENT, metrics: [jobs(3)] });
  await otherWork();
  collector.gone(worker);
  expect(await jobsIn(collector)).toBe(3);

  collector.receive(worker, { type: CLIENT, metrics: [jobs(5)] });
  await otherWork();

  expect(await jobsIn(collector)).toBe(5);
});

test('quantiles of several workers are not added up; how many they observed is', async () => {
  const collector = newCollector();
  const summary: ClientMetric = {
    name: 'jobs_total',
    help: 'Ages.',
    type: 'summary',
    aggregator: 'sum',
    values: [
      { labels: { quantile: 0.99 }, value: 0.2 },
      { metricName: 'jobs_total_sum', labels: {}, value: 2 },
      { metricName: 'jobs_total_count', labels: {}, value: 10 },
    ],
  };
  for (const { worker } of [newWorker(), newWorker()]) {
    collector.receive(worker, { type: LEDGER, sequence: 0, part: nothing });
    collector.receive(worker, { type: CLIENT, metrics: [summary] });
  }
  await otherWork();

  const [metric] = (await collector.collect()).filter((one) => 'name' in one && one.name === 'jobs_total');
  const { values } = await (metric as { get(): Promise<ClientMetric> }).get();

  expect(values.map(({ labels, value }) => [labels, value])).toEqual([
    [{}, 4],
    [{}, 20],
  ]);
});
