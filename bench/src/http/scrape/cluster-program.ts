import cluster, { type Worker } from 'node:cluster';
import { on, once } from 'node:events';
import { aggregateInPrimary, expose, Loan, reportToPrimary } from '@express-slo-stack/observability';
import { Registry } from 'prom-client';
import { measure, TURNS } from './measure';
import { fail, ourSubject } from './ours';
import { LINES_PER_SERIES } from './subject';

/** The longest time that the primary was blocked by a scrape, and the most that a worker sent for it. */
export interface ClusterScrape {
  readonly longestBlock: number;
  /** The most CPU time between two turns of other work: the same without what other processes took. */
  readonly mostCpu: number;
  readonly bytesPerWorker: number;
}

export interface ClusterFigures {
  readonly first: ClusterScrape;
  /** With one series in ten changed in each worker. */
  readonly later: readonly ClusterScrape[];
}

const WORKERS = 4;
const LATER = 10;
const EVERY = 10;

/** `cluster-program.js LINES`: scrapes a cluster whose workers have as many lines each, and says what that took. */
async function primary(): Promise<void> {
  const registry = new Registry();
  aggregateInPrimary(registry, { timeoutMs: 60_000 });
  const workers = Array.from({ length: WORKERS }, () => cluster.fork());
  await Promise.all(workers.map((worker) => once(worker, 'message')));

  const scrapeOnce = async (round: number): Promise<ClusterScrape> => {
    await Promise.all(workers.map((worker) => ask(worker, round)));
    const scrape = await measure(() => drain(registry), TURNS.eachMillisecond);
    const sent = await Promise.all(workers.map((worker) => ask(worker, 'sent')));
    const { longestBlock, mostCpu } = scrape;
    return { longestBlock, mostCpu, bytesPerWorker: Math.max(...sent) };
  };
  const first = await scrapeOnce(-1);
  const later: ClusterScrape[] = [];
  for (let round = 0; round < LATER; round++) later.push(await scrapeOnce(round));
  const figures: ClusterFigures = { first, later };
  process.send?.(figures, () => process.exit(0));
}

/** Has a worker count requests, or say how many bytes it sent since it was asked that last. */
async function ask(worker: Worker, what: number | 'sent'): Promise<number> {
  // Listens from before the order until its answer: what comes between two calls of `once()` would be missed.
  const messages = on(worker, 'message') as AsyncIterable<[unknown]>;
  worker.send(what);
  for await (const [answer] of messages) if (typeof answer === 'number') return answer;
  throw new Error('the worker is gone');
}

async function drain(registry: Registry): Promise<void> {
  const loan = new Loan();
  const pieces: Buffer[] = [];
  for await (const piece of expose(registry, 'text', fail, loan)) pieces.push(piece);
  loan.end();
}

/** Each series before the first scrape, then one in ten before each. */
function worker(lines: number): void {
  const series = Math.round(lines / LINES_PER_SERIES);
  const subject = ourSubject(series, 'text');
  const sent = countSent();
  process.on('message', (asked) => {
    if (asked === 'sent') return void process.send?.(sent());
    if (typeof asked !== 'number') return;
    const every = asked < 0 ? 1 : EVERY;
    for (let index = Math.max(asked, 0) % every; index < series; index += every) subject.touch(index);
    process.send?.(0);
  });
  reportToPrimary(subject.registry);
}

/** Counts the bytes of what this process sends, as they are on the wire. */
function countSent(): () => number {
  let bytes = 0;
  const send = process.send?.bind(process) as (...message: readonly unknown[]) => boolean;
  process.send = (...message: readonly unknown[]) => {
    bytes += JSON.stringify(message[0]).length + 1;
    return send(...message);
  };
  return () => {
    const counted = bytes;
    bytes = 0;
    return counted;
  };
}

if (cluster.isPrimary) void primary();
else worker(Number(process.argv[2]));
