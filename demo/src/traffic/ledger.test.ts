import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import express, { type Express } from 'express';
import { listen, type Listening } from '../http/listen';
import { startApplication, type Application } from './applications/host';
import type { ApplicationName } from './applications/profiles';
import { createCaller, type Caller } from './caller';
import { dsnAt } from './dsn';
import { endpoints, pathOf } from './endpoints';
import { createLedger, type Ledger, type LedgerRow, SLOW_SECONDS } from './ledger';
import type { Outcome } from './outcome';

// The SDK is loaded in a process of its own, again for each test.
jest.setTimeout(120_000);

/** An API that answers the n-th request as the script says, and counts what it answered by itself. */
function scriptedApi(statuses: readonly number[]): { app: Express; answered: Map<number, number> } {
  const answered = new Map<number, number>();
  let turn = 0;
  const app = express();
  app.use((request, response) => {
    const status = statuses[turn++ % statuses.length] ?? 200;
    answered.set(status, (answered.get(status) ?? 0) + 1);
    request.resume().on('end', () => response.status(status).json({}));
  });
  return { app, answered };
}

let server: Listening | undefined;
afterEach(() => server?.stop());
const stopping = new AbortController();
const callerFor = (apiUrl: string, ledger: Ledger, timeoutMs = 60_000): Caller =>
  createCaller({ apiUrl, ledger, timeoutMs, stopping: stopping.signal });
const countsOf = (rows: readonly LedgerRow[]): Record<string, number> =>
  Object.fromEntries(rows.map(({ status, count }) => [String(status), count]));

describe('requests of readers', () => {
  test('every request is counted once, with the answer that the API gave', async () => {
    const { app, answered } = scriptedApi([200, 200, 404, 503, 500]);
    server = await listen(app, '127.0.0.1', 0);
    const ledger = createLedger();
    const call = callerFor(server.url, ledger);
    await Promise.all(
      Array.from({ length: 100 }, () => call('reader', endpoints.issue, { parameters: { issue: '7' } })),
    );
    const { rows, requests, failures } = ledger.report();
    expect(countsOf(rows)).toEqual(
      Object.fromEntries([...answered].map(([status, n]) => [String(status), n])),
    );
    expect(
      rows.every(
        ({ app, method, route }) => app === 'reader' && method === 'GET' && route === endpoints.issue.route,
      ),
    ).toBe(true);
    expect([requests, failures]).toEqual([100, 40]);
  });

  test('a missing answer is counted with its reason', async () => {
    const ledger = createLedger();
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    const hangingUp = createServer((socket) => socket.once('data', () => socket.destroy())).listen(
      0,
      '127.0.0.1',
    );
    await Promise.all([silent, hangingUp].map((started) => once(started, 'listening')));
    const urlOf = (started: typeof silent): string =>
      `http://127.0.0.1:${(started.address() as { port: number }).port}`;

    const status = async (call: Caller): Promise<Outcome> => (await call('reader', endpoints.health)).status;
    expect(await status(callerFor(urlOf(silent), ledger, 100))).toBe('timeout');
    expect(await status(callerFor(urlOf(hangingUp), ledger))).toBe('broken');
    const gone = urlOf(hangingUp);
    await new Promise((resolve) => hangingUp.close(resolve));
    expect(await status(callerFor(gone, ledger))).toBe('refused');
    const leaving = new AbortController();
    const aborted = createCaller({ apiUrl: urlOf(silent), ledger, stopping: leaving.signal })(
      'reader',
      endpoints.health,
    );
    leaving.abort();
    expect((await aborted).status).toBe('aborted');
    silent.close();

    expect(countsOf(ledger.report().rows)).toEqual({ timeout: 1, broken: 1, refused: 1, aborted: 1 });
    expect(ledger.report().failures).toBe(3);
  });
});

describe('requests of the Sentry SDK, in an application of its own', () => {
  let application: Application | undefined;
  afterEach(() => application?.stop());

  const started = (apiUrl: string, ledger: Ledger, name: ApplicationName = 'checkout'): Application => {
    application = startApplication({
      name,
      dsn: dsnAt(`http://${'a'.repeat(32)}@anywhere/1`, apiUrl),
      seed: 5,
      rhythm: { mean: 60, daySeconds: 1440 },
      midnight: Date.now(),
      ledger,
      warn: (problem) => {
        throw new Error(problem);
      },
    });
    return application;
  };
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  test.each(['web', 'checkout', 'worker'] as const)(
    '%s: every answer of the API is in the ledger',
    async (name) => {
      const { app, answered } = scriptedApi([200, 503, 500]);
      server = await listen(app, '127.0.0.1', 0);
      const ledger = createLedger();
      const running = started(server.url, ledger, name);
      await until(() => ledger.report().requests >= 40);
      await running.stop();
      const { rows } = ledger.report();
      expect(countsOf(rows)).toEqual(
        Object.fromEntries([...answered].map(([status, n]) => [String(status), n])),
      );
      expect(rows.every(({ app: by, route }) => by === name && route === '/api/:projectId/envelope/')).toBe(
        true,
      );
    },
  );

  test('an API that is away is in the ledger as refused', async () => {
    server = await listen(express(), '127.0.0.1', 0);
    const { url } = server;
    await server.stop();
    const ledger = createLedger();
    const running = started(url, ledger);
    await until(() => ledger.report().requests >= 5);
    await running.stop();
    expect(Object.keys(countsOf(ledger.report().rows))).toEqual(['refused']);
  });

  test('requests that hang when the demo stops are in the ledger as aborted', async () => {
    let arrived = 0;
    const hang = express().use(() => void (arrived += 1));
    server = await listen(hang, '127.0.0.1', 0);
    const ledger = createLedger();
    const running = started(server.url, ledger);
    await until(() => arrived >= 5);
    await running.stop();
    const counts = countsOf(ledger.report().rows);
    expect(Object.keys(counts)).toEqual(['aborted']);
    expect(counts['aborted']).toBeGreaterThanOrEqual(arrived);
  });
});

describe('report', () => {
  test('the last minute and the last ten are told apart, and nothing older is kept', () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const ledger = createLedger(() => now);
    const sent = { app: 'reader', method: 'GET', route: '/_health/' };
    for (let second = 0; second < 900; second += 1) {
      now += 1000;
      for (let index = 0; index < (second < 840 ? 10 : 20); index += 1)
        ledger.record(sent, second % 2 ? 200 : 503, 0.01);
    }
    const report = ledger.report();
    expect(report.requests).toBe(840 * 10 + 60 * 20);
    expect(report.failures).toBe(report.requests / 2);
    expect(report.requestsPerSecond).toBeCloseTo(20, 0);
    expect(report.recent).toHaveLength(120);
    expect(report.recent.at(-2)).toMatchObject({ at: '2026-01-01T00:14:55.000Z', requests: 100 });
  });

  test('what took longer than the latency SLOs allow is counted beside', () => {
    const ledger = createLedger();
    const sent = { app: 'reader', method: 'GET', route: '/api/0/projects/' };
    for (const seconds of [0.1, SLOW_SECONDS, 0.251, 9]) ledger.record(sent, 200, seconds);
    expect(ledger.report().rows).toEqual([{ ...sent, status: 200, count: 4, slow: 2 }]);
  });

  test('that is what the latency SLOs allow', async () => {
    const slos = ['api-latency', 'ingest-latency'].map((name) =>
      readFile(resolve(__dirname, `../../../observability/slos/${name}.yaml`), 'utf8'),
    );
    for (const text of await Promise.all(slos)) expect(text).toContain(`value: ${SLOW_SECONDS}\n`);
  });

  test('what was due and not sent is told with its reason', () => {
    const ledger = createLedger();
    ledger.recordNotSent('reader', 'API away');
    ledger.recordNotSent('reader', 'API away');
    expect(ledger.report()).toMatchObject({
      requests: 0,
      notSent: [{ app: 'reader', reason: 'API away', count: 2 }],
    });
  });
});

test('parameters are filled into route templates, and cannot leave their segment', () => {
  expect(pathOf(endpoints.project.route, { organization: 'demo', project: 'a/../b' })).toBe(
    '/api/0/projects/demo/a%2F..%2Fb/',
  );
});
