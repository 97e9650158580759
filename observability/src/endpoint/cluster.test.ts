import cluster, { type Worker } from 'node:cluster';
import { on, once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Counter, Registry } from 'prom-client';
import { expose } from './exposition';
import { type ParsedFamily, parseExposition } from '../http/exposition.test.support';
import { eventually, send } from '../http/server.test.support';
import { aggregateInPrimary } from '../cluster/primary';

/** Workers are processes of their own: they run what is compiled. */
const PROGRAM = join(__dirname, '../../dist/cluster/cluster-worker.test.support.js');
const registry = new Registry();
let port = 0;
/** Requests that are under way at the same time. */
const CLIENTS = 4;
/** Some hundred answers take no longer, however busy the machine is. */
const SLOW_MS = 60_000;
/** A connection that was being handed to a worker as it was killed is never answered. */
const NO_ANSWER_MS = 10_000;
/** So long that only a worker that hangs is late, also on a busy machine. */
const LATE_MS = 5_000;

beforeAll(async () => {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: npm run build`);
  port = await freePort();
  cluster.setupPrimary({ exec: PROGRAM, execArgv: [], args: [] });
  aggregateInPrimary(registry, { timeoutMs: LATE_MS });
  new Counter({ name: 'answers_total', help: 'Answers.', labelNames: ['kind'], registers: [registry] }).inc({
    kind: 'primary',
  });
});

beforeEach(async () => {
  await Promise.all(Array.from({ length: 4 }, startWorker));
});

afterEach(async () => {
  await Promise.all(liveWorkers().map((worker) => kill(worker)));
});

test('killed and replaced under load: every counter is monotonic, and the sums are the requests sent', async () => {
  const before = totals(await scrape());
  const load = startLoad();
  const watch = watchCounters();
  await eventually(() => atLeast(load.answered, 200), SLOW_MS);

  const [victim] = liveWorkers();
  // What a process counted after it was last asked dies with it: it takes no more requests, and is asked once more.
  await order(victim as Worker, 'close');
  await askAnew();
  await kill(victim as Worker);
  await startWorker();

  const then = load.answered();
  await eventually(() => atLeast(load.answered, then + 200), SLOW_MS);
  await load.stop();
  await watch.stop();
  expect(load.failed()).toBe(0);
  await eventually(async () => {
    const after = totals(await scrape());
    const { items, failing } = load.counts();
    expect(difference(before, after)).toEqual({
      items,
      failing,
      started: items + failing,
      statuses: items + failing,
      ownCounter: items,
    });
  });
}, 180_000);

test('killed at any moment: nothing goes backwards, and no more is lost than the victim had not reported', async () => {
  const before = totals(await scrape());
  const load = startLoad();
  const watch = watchCounters();
  await eventually(() => atLeast(load.answered, 200), SLOW_MS);
  const [victim] = liveWorkers() as [Worker];
  const reported = load.answeredBy(victim.process.pid);
  await askAnew();
  await kill(victim);
  await startWorker();
  await wait(200);
  await load.stop();
  // A client may have read an answer before its worker had counted it.
  const unreported = load.answeredBy(victim.process.pid) - reported + CLIENTS;
  await watch.stop();
  await eventually(async () => {
    const { items = 0 } = difference(before, totals(await scrape()));
    expect(items).toBeGreaterThanOrEqual(load.counts().items - unreported);
    expect(items).toBeLessThanOrEqual(load.counts().items + load.failed());
  });
}, 180_000);

test('a worker that ends by itself has reported everything that requests left', async () => {
  const before = totals(await scrape());
  const load = startLoad();
  await eventually(() => atLeast(load.answered, 100), SLOW_MS);
  await load.stop();
  const workers = liveWorkers();
  await Promise.all(
    workers.map(async (worker) => {
      const ended = once(worker, 'exit');
      await order(worker, 'close');
      worker.send('exit');
      await ended;
    }),
  );
  const { items, failing } = load.counts();
  await eventually(async () =>
    expect(difference(before, totals(await scrape()))).toMatchObject({
      items,
      failing,
      statuses: items + failing,
    }),
  );
}, 180_000);

test('a worker that hangs holds up no scrape: its last report stands in, and it is counted', async () => {
  const load = startLoad();
  await eventually(() => atLeast(load.answered, 50), SLOW_MS);
  await load.stop();
  await eventually(async () => expect(value(await scrape(), 'metrics_workers')).toBe(4));
  const before = totals(await scrape());
  const lateBefore = value(await scrape(), 'metrics_late_workers_total');
  liveWorkers()[0]?.send('hang');
  await wait(100);
  const families = await scrape();
  expect(difference(before, totals(families))).toMatchObject({ items: 0, failing: 0, ownCounter: 0 });
  expect(value(families, 'metrics_late_workers_total') - lateBefore).toBe(1);
  expect(value(families, 'metrics_workers')).toBe(4);
}, 180_000);

test("gauges are of the workers that live, by the client's own aggregation", async () => {
  const [, second] = liveWorkers() as [Worker, Worker];
  await eventually(async () => expect(value(await scrape(), 'level')).toBe(4));
  await kill(second);
  const families = await scrape();
  expect(value(families, 'level')).toBe(3);
  expect(value(families, 'highest')).toBe(Math.max(...liveWorkers().map(({ id }) => id)));
  expect(value(families, 'http_server_active_requests')).toBe(0);
}, 180_000);

const liveWorkers = (): Worker[] =>
  Object.values(cluster.workers ?? {}).filter((worker) => worker?.isDead() === false) as Worker[];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function startWorker(): Promise<Worker> {
  const worker = cluster.fork({ PORT: String(port) });
  await once(worker, 'listening');
  return worker;
}

async function order(worker: Worker, what: 'close'): Promise<void> {
  // Listens from before the order until its answer: what comes between two calls of `once()` would be missed.
  const messages = on(worker, 'message') as AsyncIterable<[unknown]>;
  worker.send(what);
  for await (const [message] of messages) if (message === 'closed') return;
}

async function kill(worker: Worker): Promise<void> {
  // Of the process: the worker itself may never say so when it was being handed a connection.
  const ended = once(worker.process, 'exit');
  worker.process.kill('SIGKILL');
  await ended;
}

async function scrape(): Promise<readonly ParsedFamily[]> {
  const pieces: Buffer[] = [];
  const fail = (metric: string, error: unknown) => {
    throw new Error(`${metric}: ${String(error)}`);
  };
  for await (const piece of expose(registry, 'text', fail)) pieces.push(piece);
  return parseExposition(Buffer.concat(pieces).toString());
}

/** Asks all workers after now: a first scrape may share the answers to one that is under way. */
async function askAnew(): Promise<void> {
  await scrape();
  await scrape();
}

/** Sends requests, several at a time, until it is stopped. */
function startLoad() {
  const byPid = new Map<number, number>();
  const counts = { items: 0, failing: 0 };
  let failed = 0;
  let running = true;
  const answered = () => counts.items + counts.failing;
  const client = async (number: number) => {
    for (let round = 0; running; round++) {
      const fails = (number + round) % 5 === 0;
      try {
        const { body } = await send(
          { port },
          { path: fails ? '/fails' : `/items/${round}`, signal: AbortSignal.timeout(NO_ANSWER_MS) },
        );
        counts[fails ? 'failing' : 'items']++;
        const { pid } = JSON.parse(body) as { pid: number };
        byPid.set(pid, (byPid.get(pid) ?? 0) + 1);
      } catch {
        failed++;
      }
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_none, number) => client(number));
  return {
    answered,
    answeredBy: (pid = 0) => byPid.get(pid) ?? 0,
    counts: () => counts,
    failed: () => failed,
    async stop() {
      running = false;
      await Promise.all(clients);
    },
  };
}

/** Scrapes all the time, and sees that nothing that counts goes backwards or away. */
function watchCounters() {
  let running = true;
  const watching = (async () => {
    let before = new Map<string, number>();
    while (running) {
      const after = counters(await scrape());
      for (const [line, count] of before)
        expect([line, (after.get(line) ?? -1) >= count]).toEqual([line, true]);
      before = after;
      await wait(20);
    }
  })();
  watching.catch(() => (running = false));
  return {
    async stop() {
      running = false;
      await watching;
    },
  };
}

const counters = (families: readonly ParsedFamily[]) =>
  new Map(
    families
      .filter(({ type }) => type === 'counter' || type === 'histogram')
      .flatMap(({ samples }) => samples)
      .map(({ name, labels, value: count }) => [name + JSON.stringify(labels), count]),
  );

/** The sum of a family's samples of one name, with some labels. */
function value(
  families: readonly ParsedFamily[],
  name: string,
  wanted: Readonly<Record<string, string>> = {},
): number {
  return families
    .flatMap(({ samples }) => samples)
    .filter((sample) => sample.name === name)
    .filter(({ labels }) => Object.entries(wanted).every(([label, text]) => labels[label] === text))
    .reduce((sum, sample) => sum + sample.value, 0);
}

function totals(families: readonly ParsedFamily[]): Record<string, number> {
  const duration = 'http_server_request_duration_seconds_count';
  return {
    items: value(families, duration, { http_route: '/items/:id', http_response_status_code: '200' }),
    failing: value(families, duration, { http_route: '/fails', http_response_status_code: '503' }),
    started: value(families, 'django_http_requests_before_middlewares_total'),
    statuses: value(families, 'django_http_responses_total_by_status_total'),
    ownCounter: value(families, 'answers_total', { kind: 'item' }),
  };
}

const difference = (before: Record<string, number>, after: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]));

async function atLeast(count: () => number, least: number): Promise<void> {
  expect(await Promise.resolve(count())).toBeGreaterThanOrEqual(least);
}
