import cluster from 'node:cluster';
import { once } from 'node:events';
import { aggregateInPrimary, expose, reportToPrimary } from '@express-slo-stack/observability';
import { Registry } from 'prom-client';
import { measure, type Measured, median } from './measure';
import { fail, ourSubject } from './ours';
import { LINES_PER_SERIES } from './subject';

/** The longest time that the primary was blocked by a scrape, and what each worker sent for it. */
export interface ClusterScrape {
  readonly longestBlock: number;
  readonly bytesPerWorker: number;
}

export interface ClusterFigures {
  readonly first: ClusterScrape;
  /** Medians of later scrapes, with one series in ten changed in each worker. */
  readonly later: ClusterScrape;
}

const WORKERS = 4;
const LATER = 10;
const EVERY = 10;

/** `cluster-program.js LINES`: scrapes a cluster whose workers have as many lines each, and says what that took. */
async function primary(): Promise<void> {
  const registry = new Registry();
  aggregateInPrimary(registry, { timeoutMs: 60_000 });
  let bytes = 0;
  cluster.on('message', (_worker, message) => (bytes += JSON.stringify(message).length));
  const workers = Array.from({ length: WORKERS }, () => cluster.fork());
  await Promise.all(workers.map((worker) => once(worker, 'message')));

  const scrapeOnce = async (round: number) => {
    await Promise.all(workers.map((worker) => touched(worker, round)));
    bytes = 0;
    const scrape = await measure(() => drain(registry));
    return { ...scrape, bytesPerWorker: bytes / WORKERS };
  };
  const first = await scrapeOnce(-1);
  const later: (Measured<void> & { bytesPerWorker: number })[] = [];
  for (let round = 0; round < LATER; round++) later.push(await scrapeOnce(round));
  const figures: ClusterFigures = {
    first,
    later: {
      longestBlock: median(later.map(({ longestBlock }) => longestBlock)),
      bytesPerWorker: median(later.map(({ bytesPerWorker }) => bytesPerWorker)),
    },
  };
  process.send?.(figures, () => process.exit(0));
}

async function touched(worker: ReturnType<typeof cluster.fork>, round: number): Promise<void> {
  worker.send(round);
  let answer: unknown;
  while (answer !== 'touched') [answer] = (await once(worker, 'message')) as [unknown];
}

async function drain(registry: Registry): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of expose(registry, 'text', fail)) pieces.push(piece);
}

/** Each series before the first scrape, then one in ten before each. */
function worker(lines: number): void {
  const series = Math.round(lines / LINES_PER_SERIES);
  const subject = ourSubject(series, 'text');
  process.on('message', (round) => {
    if (typeof round !== 'number') return;
    const every = round < 0 ? 1 : EVERY;
    for (let index = Math.max(round, 0) % every; index < series; index += every) subject.touch(index);
    process.send?.('touched');
  });
  reportToPrimary(subject.registry);
}

if (cluster.isPrimary) void primary();
else worker(Number(process.argv[2]));
