import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import request from 'supertest';
import { jsonErrors } from '../http/json';
import type { Order, OrderReport } from './orders';
import { superviseFaults, type Supervised } from './supervised';

let folder: string;
let supervised: Supervised;
let app: Express;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'supervised-'));
  await writeFile(join(folder, 'faults-token'), 'secret\n');
  supervised = superviseFaults(join(folder, 'faults-token'));
  app = express().use(
    supervised.routes,
    jsonErrors((thrown) => {
      throw thrown;
    }),
  );
});
afterEach(() => rm(folder, { recursive: true }));

/** One turn of the process that started the stack. */
const turn = async (report: OrderReport): Promise<Order | null> => {
  const answer = await request(app)
    .post('/api/orders')
    .auth('secret', { type: 'bearer' })
    .send(report)
    .expect(200);
  return (answer.body as { order: Order | null }).order;
};
const untilTaken = async (): Promise<void> => {
  while ((await stateOf('prometheus-down'))?.byHand !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const stateOf = async (name: string) =>
  (await supervised.control.list()).find((state) => state.name === name);

test('where nobody fetches orders, a switch says what to type, and stays off', async () => {
  expect(await stateOf('prometheus-down')).toMatchObject({
    on: false,
    byHand: { on: 'docker compose stop prometheus', off: 'docker compose start prometheus' },
  });
  await expect(supervised.control.set('prometheus-down', {})).rejects.toMatchObject({
    code: 'SUPERVISOR_ABSENT',
    message: expect.stringContaining('Type: docker compose stop prometheus') as string,
  });
  expect((await stateOf('prometheus-down'))?.on).toBe(false);
});

test('a fault is on once its order is carried out, and held until it is switched off', async () => {
  const first = turn({ held: [] });
  await untilTaken();
  const on = supervised.control.set('prometheus-down', {});
  const begin = await first;
  expect(begin).toMatchObject({ fault: 'prometheus-down', step: 'begin' });
  expect((await stateOf('prometheus-down'))?.on).toBe(false);

  const second = turn({ done: { id: begin?.id ?? 0 }, held: ['prometheus-down'] });
  expect(await on).toMatchObject({ on: true, since: expect.any(String) as string });
  expect(await stateOf('prometheus-down')).not.toHaveProperty('byHand');

  const off = supervised.control.clear('prometheus-down');
  const end = await second;
  expect(end).toMatchObject({ fault: 'prometheus-down', step: 'end' });
  void turn({ done: { id: end?.id ?? 0 }, held: [] });
  expect(await off).toMatchObject({ on: false });
});

test('what cannot be done is told to who pressed the switch', async () => {
  const first = turn({ held: [] });
  await untilTaken();
  const on = supervised.control.set('token-rotated', {});
  const order = await first;
  void turn({ done: { id: order?.id ?? 0, problem: 'the disk is full' }, held: [] });
  await expect(on).rejects.toMatchObject({
    code: 'FAULT_FAILED',
    message: expect.stringContaining('"token-rotated" could not be applied: the disk is full') as string,
  });
  expect(await stateOf('token-rotated')).not.toHaveProperty('doneAt');
});

test('what is held without a switch being on, as after a restart of the console, is let go', async () => {
  expect(await turn({ held: ['alertmanager-down'] })).toMatchObject({
    fault: 'alertmanager-down',
    step: 'end',
  });
});

test('orders are for the holder of the faults token, who reports what can be read', async () => {
  await request(app).post('/api/orders').send({ held: [] }).expect(401);
  await request(app)
    .post('/api/orders')
    .auth('secret', { type: 'bearer' })
    .send({ held: ['fire'] })
    .expect(400, /ORDER_REPORT_INVALID/);
});
