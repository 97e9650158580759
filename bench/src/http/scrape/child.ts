import { median, quantile } from '../median';
import { copyOf } from './copy';
import { measure, type Measured } from './measure';
import { LINES_PER_SERIES } from './subject';
import { SUBJECTS, type SubjectName } from './subjects';

/** Figures of one subject at one size, in milliseconds. */
export interface Figures {
  /** In a tenth of the rounds it is at most so long: a busy machine disturbs the others. */
  readonly scrape: number;
  readonly copy: number;
  /** Medians. */
  readonly longestBlock: number;
  readonly mostCpu: number;
  readonly bytes: number;
}

/** Requests that each series counted before: so many that few counts change their number of digits. */
const BEFORE = 30;
/** One series in ten counts a request between two scrapes. */
const EVERY = 10;
const WARM_UP = 5;
/** As many rounds as there is time for, within these bounds. */
const ROUNDS = { least: 8, most: 60, milliseconds: 4_000 } as const;
const UNDISTURBED = 0.1;

/** `child.js SUBJECT LINES`: measures, in turns, scrapes and copies of the same bytes, and says what it measured. */
async function main([name = '', lines = '']: readonly string[]): Promise<void> {
  const series = Math.max(1, Math.round(Number(lines) / LINES_PER_SERIES));
  const subject = SUBJECTS[name as SubjectName](series);
  for (let time = 0; time < BEFORE; time++) for (let index = 0; index < series; index++) subject.touch(index);
  const scrapes: Measured<unknown>[] = [];
  const copies: Measured<unknown>[] = [];
  let finished: Buffer | undefined;
  let startedAt = NaN;
  for (let round = -WARM_UP; round < ROUNDS.most; round++) {
    if (round === 0) startedAt = performance.now();
    if (round >= ROUNDS.least && performance.now() - startedAt > ROUNDS.milliseconds) break;
    for (let index = (round + WARM_UP) % EVERY; index < series; index += EVERY) subject.touch(index);
    collectGarbage();
    const scrape = await measure(() => subject.scrape());
    const bytes = (finished ??= Buffer.concat(scrape.result));
    subject.sent?.();
    collectGarbage();
    const copy = await measure(() => copyOf(bytes));
    if (round < 0) continue;
    scrapes.push({ ...scrape, result: undefined });
    copies.push({ ...copy, result: undefined });
  }
  const figures: Figures = {
    scrape: quantile(
      scrapes.map(({ milliseconds }) => milliseconds),
      UNDISTURBED,
    ),
    copy: quantile(
      copies.map(({ milliseconds }) => milliseconds),
      UNDISTURBED,
    ),
    longestBlock: median(scrapes.map(({ longestBlock }) => longestBlock)),
    mostCpu: median(scrapes.map(({ mostCpu }) => mostCpu)),
    bytes: finished?.length ?? 0,
  };
  process.send?.(figures, () => process.exit(0));
}

/** Of one measurement it is not to burden the next: not even by freeing its buffers, which an allocation waits for. */
function collectGarbage(): void {
  globalThis.gc?.();
  Buffer.allocUnsafeSlow(1);
}

void main(process.argv.slice(2));
