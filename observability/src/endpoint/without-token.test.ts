import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Counter, Registry } from 'prom-client';
import { metricsEndpoint } from './metrics-endpoint';

const warned: string[] = [];
const emit = jest
  .spyOn(process, 'emitWarning')
  .mockImplementation((warning) => void warned.push(`${warning}`));
const environment = process.env['NODE_ENV'];
beforeEach(() => warned.splice(0));
afterEach(() => {
  process.env['NODE_ENV'] = environment;
});
afterAll(() => emit.mockRestore());

/** The status and body of two scrapes, without a token, of a server that listens on `host`. */
async function scrapes(host: string): Promise<[status: number, body: string][]> {
  const registry = new Registry();
  new Counter({ name: 'orders_total', help: 'Orders.', registers: [registry] });
  const app = express().use('/metrics', metricsEndpoint({ registry, withoutToken: true }));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  const answers: [number, string][] = [];
  while (answers.length < 2) {
    const response = await fetch(url);
    answers.push([response.status, await response.text()]);
  }
  server.closeAllConnections();
  server.close();
  return answers;
}

test('an endpoint without a token, on purpose, answers everybody', async () => {
  for (const [status, body] of await scrapes('127.0.0.1')) {
    expect([status, body]).toEqual([200, expect.stringContaining('orders_total 0') as string]);
  }
});

test.each([
  ['production', '0.0.0.0', 1],
  ['production', '127.0.0.1', 0],
  ['development', '0.0.0.0', 0],
])('in %s, on %s, it is warned of %d times', async (mode, host, times) => {
  process.env['NODE_ENV'] = mode;
  await scrapes(host);
  expect(warned).toHaveLength(times);
  for (const warning of warned) expect(warning).toMatch(/metricsEndpoint.*everybody.*0\.0\.0\.0/);
});
