import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Runtime } from '../runtimes';
import type { Figures } from './child';
import type { ClusterFigures, ClusterScrape } from './cluster-program';
import { median } from './measure';
import { SUBJECTS, type SubjectName } from './subjects';

/** Numbers of lines, and how often each is scraped in a turn. */
const SIZES = [
  { lines: 100, rounds: 60 },
  { lines: 1_000, rounds: 60 },
  { lines: 10_000, rounds: 40 },
  { lines: 100_000, rounds: 15 },
] as const;
/** Each subject has its turn this often: what disturbs the machine meanwhile disturbs all. */
const TURNS = 3;

/** What must hold of ours: at most so many times as long as copying, and so many milliseconds without other work. */
const MOST_COPIES = 2;
const LONGEST_BLOCK = 20;
/** What must hold of a cluster. */
const CLUSTER = { lines: 100_000, longestBlock: 50, bytesPerWorker: 1_000_000 } as const;
/** From here on; below, a scrape is a fraction of a millisecond whatever it does. */
const JUDGED_LINES = 10_000;

/** Measures what a scrape costs with every library, and prints it. Returns whether ours keeps to its limits. */
export async function scrape(runtime: Runtime, print: (line: string) => void): Promise<boolean> {
  let kept = true;
  for (const { lines, rounds } of SIZES) {
    print(`\nA scrape of ${lines.toLocaleString('en')} lines, one series in ten changed, ${runtime.name}`);
    print(row('', 'ms', 'of a copy', 'longest block, ms', 'bytes'));
    const figures = await measureAll(runtime, lines, rounds);
    for (const [name, all] of figures) {
      const of = (figure: (one: Figures) => number) => median(all.map(figure));
      const ratio = of(({ scrape: ours, copy }) => ours / copy);
      const block = of(({ longestBlock }) => longestBlock);
      const bytes = of((one) => one.bytes).toLocaleString('en');
      print(row(name, of((one) => one.scrape).toFixed(2), `${ratio.toFixed(1)} x`, block.toFixed(1), bytes));
      if (!name.startsWith('ours') || lines < JUDGED_LINES) continue;
      kept &&= ratio <= MOST_COPIES && block <= LONGEST_BLOCK;
    }
    const copies = [...figures.values()].flat().map(({ copy }) => copy);
    print(row('a copy', median(copies).toFixed(2), '1.0 x', '', ''));
  }
  print(
    `\nours: at most ${MOST_COPIES} copies and ${LONGEST_BLOCK} ms from ${JUDGED_LINES} lines on: ${kept ? 'kept' : 'MISSED'}`,
  );
  return (await cluster(runtime, print)) && kept;
}

/** The same for a cluster: what adding up four workers costs the primary. */
async function cluster(runtime: Runtime, print: (line: string) => void): Promise<boolean> {
  const figures = await inChild<ClusterFigures>(runtime, 'cluster-program', [String(CLUSTER.lines)]);
  if (figures === undefined) return false;
  print(`\nA cluster of 4 workers with ${CLUSTER.lines.toLocaleString('en')} lines each, ${runtime.name}`);
  print(row('', 'longest block, ms', 'bytes a worker'));
  for (const [name, { longestBlock, bytesPerWorker }] of Object.entries<ClusterScrape>({ ...figures })) {
    const bytes = Math.round(bytesPerWorker).toLocaleString('en');
    print(row(`${name} scrape`, longestBlock.toFixed(1), bytes));
  }
  return [figures.first, figures.later].every(({ longestBlock, bytesPerWorker }) => {
    return longestBlock <= CLUSTER.longestBlock && bytesPerWorker <= CLUSTER.bytesPerWorker;
  });
}

async function measureAll(runtime: Runtime, lines: number, rounds: number) {
  const figures = new Map<SubjectName, Figures[]>();
  for (let turn = 0; turn < TURNS; turn++) {
    for (const name of Object.keys(SUBJECTS) as SubjectName[]) {
      const measured = await inChild<Figures>(runtime, 'child', [name, String(lines), String(rounds)]);
      if (measured !== undefined) figures.set(name, [...(figures.get(name) ?? []), measured]);
    }
  }
  return figures;
}

/** Undefined where a library does not run on this Node. */
async function inChild<T>(
  { program: node }: Runtime,
  program: 'child' | 'cluster-program',
  args: readonly string[],
): Promise<T | undefined> {
  const child = fork(join(__dirname, `${program}.js`), args, {
    execPath: node,
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let figures: T | undefined;
  child.on('message', (message) => (figures = message as T));
  await once(child, 'exit');
  return figures;
}

const row = (name: string, ...cells: readonly string[]) =>
  name.padEnd(28) + cells.map((cell) => cell.padStart(18)).join('');
