import type { Worker } from 'node:cluster';
import * as client from 'prom-client';
import { clientOf } from '../http/client';
import { jobs } from './client-metric.test.support';
import { EndedWorkers } from './ended-workers';

const newWorker = () => ({}) as Worker;

const total = (ended: EndedWorkers) =>
  ended
    .lists()
    .flat()
    .flatMap(({ values }) => values)
    .reduce((sum, { value }) => sum + Number(value), 0);

const newEnded = () => new EndedWorkers(clientOf(new client.Registry(), 'test'));

test('workers that end while nobody scrapes are added up, all but the youngest', async () => {
  const ended = newEnded();

  for (let count = 0; count < 1_000; count++) {
    ended.add(newWorker(), [jobs(1)]);
    await new Promise(setImmediate);
  }

  expect(total(ended)).toBe(1_000);
  expect(ended.lists().length).toBeLessThanOrEqual(201);
});

test('a last report that is read after the news of the end counts once', async () => {
  const ended = newEnded();
  const worker = newWorker();

  ended.add(worker, [jobs(3)]);
  ended.update(worker, [jobs(5)]);
  await ended.addUp();
  expect(total(ended)).toBe(5);

  ended.update(worker, [jobs(5)]);
  expect(total(ended)).toBe(5);
});

test('what a worker had counted stays when its last collection failed', () => {
  const ended = newEnded();
  const worker = newWorker();

  ended.add(worker, [jobs(3)]);
  ended.update(worker, [{ ...jobs(0), error: 'no connection', values: [] }]);

  expect(total(ended)).toBe(3);
});

test('gauges of workers that are gone are gone too', () => {
  const ended = newEnded();

  ended.add(newWorker(), [jobs(3), { ...jobs(7), name: 'jobs_waiting', type: 'gauge' }]);

  expect(total(ended)).toBe(3);
});
