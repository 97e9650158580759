import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { benchApplication } from './application';
import { median } from './median';
import { MUCH_ROOM, type Runtime } from './runtimes';
import type { VariantName } from './variants';

const run = promisify(execFile);

/** V8 on one thread, compiling and collecting at the same instruction each time. */
const REPEATABLE = ['--predictable', '--random-seed=42', '--hash-seed=42', MUCH_ROOM];
/** Rounds of traffic until V8 has compiled what is hot for good, and those that are counted. */
const WARM_UP = 1_100;
const COUNTED = 40;
/** V8 still compiles or collects garbage at times; that falls into a few of the windows, and the median is of the others. */
const WINDOWS = 9;
/** The child calls it before and after the rounds that count, and nobody else does. */
const MARK = 'node::os::GetUptime*';

/** Instructions per request of a variant and the harness around it. The same to about one in a thousand. */
export async function instructionsPerRequest({ program }: Runtime, variant: VariantName): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'callgrind-'));
  try {
    const out = join(folder, 'out');
    const valgrind = ['-q', '--tool=callgrind', `--callgrind-out-file=${out}`, `--dump-before=${MARK}`];
    const child = [join(__dirname, 'children/count.js'), variant, ...[WARM_UP, COUNTED, WINDOWS].map(String)];
    await run('valgrind', [...valgrind, program, ...REPEATABLE, ...child]);
    // The first dump is of the warm-up.
    const dumps = Array.from({ length: WINDOWS }, (_none, window) => `${out}.${window + 2}`);
    const counted = await Promise.all(dumps.map(instructionsIn));
    return median(counted) / (COUNTED * benchApplication(undefined).calls.length);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What callgrind counted. Rejects if it counted nothing. */
async function instructionsIn(dump: string): Promise<number> {
  const counted = /^summary: (\d+)/m.exec(await readFile(dump, 'utf8'))?.[1];
  if (counted === undefined) throw new Error(`bench http: callgrind counted nothing in ${dump}`);
  return Number(counted);
}

/** Runs them two at a time: more would only wait for each other. */
export async function instructionsOf<Name extends VariantName>(
  runtime: Runtime,
  variants: readonly Name[],
): Promise<ReadonlyMap<Name, number>> {
  const counted = new Map<Name, number>();
  const waiting = [...variants];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      counted.set(next, await instructionsPerRequest(runtime, next));
    }
  };
  await Promise.all([work(), work()]);
  return counted;
}
