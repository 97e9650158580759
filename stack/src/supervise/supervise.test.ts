import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Order, OrderReport } from '@express-slo-stack/demo';
import { type Supervision, superviseStack } from './supervise';

/** A console that hands out the orders of a test, and an API that takes every token. */
interface Console {
  readonly url: string;
  readonly server: Server;
  readonly orders: Order[];
  readonly reports: OrderReport[];
  /** How often it is away before it answers. */
  away: number;
  authorization: string | undefined;
}

async function startConsole(): Promise<Console> {
  const server = createServer((request, response) => {
    if (request.url !== '/api/orders') {
      response.end();
      return;
    }
    void json(request).then((report) => {
      at.authorization = request.headers.authorization;
      if (at.away > 0) {
        at.away -= 1;
        response.writeHead(503).end();
        return;
      }
      at.reports.push(report as OrderReport);
      const order = at.orders.shift();
      // Without an order the real one holds the line as well.
      if (order !== undefined || at.reports.length === 1)
        response.end(JSON.stringify({ order: order ?? null }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const at: Console = { url, server, orders: [], reports: [], away: 0, authorization: undefined };
  return at;
}

let at: Console;
let supervision: Supervision;
let done: string[];
beforeEach(async () => {
  at = await startConsole();
  done = [];
});
afterEach(() => {
  supervision.stop();
  at.server.closeAllConnections();
  at.server.close();
});

const note = (...parts: readonly string[]): Promise<void> => {
  done.push(parts.join(' '));
  return Promise.resolve();
};
const supervise = (failing: { kill?: () => Promise<void> } = {}): void => {
  supervision = superviseStack({
    urls: { api: at.url, console: at.url, prometheus: '', alertmanager: '' },
    secret: (name) => Promise.resolve(`the ${name}`),
    kill: (component) => note('kill', component),
    restart: (component) => note('restart', component),
    setScrapeToken: (holder) => note('token', holder),
    ...failing,
  });
};
const untilReported = async (turns: number): Promise<OrderReport | undefined> => {
  while (at.reports.length < turns) await new Promise((resolve) => setTimeout(resolve, 10));
  return at.reports[turns - 1];
};
const order = (id: number, fault: Order['fault'], step: Order['step']): Order => ({ id, fault, step });

test('an order is carried out and reported, with what is held', async () => {
  at.orders.push(order(1, 'prometheus-down', 'begin'), order(2, 'alertmanager-down', 'begin'));
  at.orders.push(order(3, 'prometheus-down', 'end'));
  supervise();
  await untilReported(4);
  expect(done).toEqual(['kill prometheus', 'kill alertmanager', 'restart prometheus']);
  expect(at.reports).toEqual([
    { held: [] },
    { done: { id: 1 }, held: ['prometheus-down'] },
    { done: { id: 2 }, held: ['prometheus-down', 'alertmanager-down'] },
    { done: { id: 3 }, held: ['alertmanager-down'] },
  ]);
  expect(at.authorization).toBe('Bearer the faults-token');
});

test('a rotation is done at once: the API first, nothing is held', async () => {
  at.orders.push(order(1, 'token-rotated', 'begin'));
  supervise();
  expect(await untilReported(2)).toEqual({ done: { id: 1 }, held: [] });
  expect(done).toEqual(['token api', 'token prometheus']);
});

test('what could not be done is reported with its reason, and not held', async () => {
  at.orders.push(order(1, 'prometheus-down', 'begin'));
  supervise({ kill: () => Promise.reject(new Error('no such container')) });
  expect(await untilReported(2)).toEqual({ done: { id: 1, problem: 'no such container' }, held: [] });
});

test('a console that is away is asked again', async () => {
  at.away = 1;
  supervise();
  expect(await untilReported(1)).toEqual({ held: [] });
});

test('no order is taken once it is stopped', async () => {
  supervise();
  await untilReported(2);
  supervision.stop();
  at.orders.push(order(1, 'prometheus-down', 'begin'));
  at.server.closeAllConnections();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect([at.reports.length, done]).toEqual([2, []]);
});
