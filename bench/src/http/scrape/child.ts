import { copyOf } from './copy';
import { measure, type Measured, median } from './measure';
import { LINES_PER_SERIES } from './subject';
import { SUBJECTS, type SubjectName } from './subjects';

/** Figures of one subject at one size: medians over the rounds, in milliseconds. */
export interface Figures {
  readonly scrape: number;
  readonly longestBlock: number;
  readonly copy: number;
  readonly bytes: number;
}

/** Requests that each series counted before: so many that few counts change their number of digits. */
const BEFORE = 30;
/** One series in ten counts a request between two scrapes. */
const EVERY = 10;
const WARM_UP = 5;

/** `child.js SUBJECT LINES ROUNDS`: measures, in turns, scrapes and copies of the same bytes, and says what it measured. */
async function main([name = '', lines = '', rounds = '']: readonly string[]): Promise<void> {
  const series = Math.max(1, Math.round(Number(lines) / LINES_PER_SERIES));
  const subject = SUBJECTS[name as SubjectName](series);
  for (let time = 0; time < BEFORE; time++) for (let index = 0; index < series; index++) subject.touch(index);
  const scrapes: Measured<unknown>[] = [];
  const copies: Measured<unknown>[] = [];
  let finished: Buffer | undefined;
  for (let round = 0; round < WARM_UP + Number(rounds); round++) {
    for (let index = round % EVERY; index < series; index += EVERY) subject.touch(index);
    collectGarbage();
    const scrape = await measure(() => subject.scrape());
    const bytes = (finished ??= Buffer.concat(scrape.result));
    scrapes.push({ ...scrape, result: [] });
    collectGarbage();
    copies.push({ ...(await measure(() => copyOf(bytes))), result: [] });
  }
  const of = (all: readonly Measured<unknown>[], figure: (one: Measured<unknown>) => number) =>
    median(all.slice(WARM_UP).map(figure));
  const figures: Figures = {
    scrape: of(scrapes, ({ milliseconds }) => milliseconds),
    longestBlock: of(scrapes, ({ longestBlock }) => longestBlock),
    copy: of(copies, ({ milliseconds }) => milliseconds),
    bytes: finished?.length ?? 0,
  };
  process.send?.(figures, () => process.exit(0));
}

/** Of one measurement it is not to burden the next. */
const collectGarbage = () => globalThis.gc?.();

void main(process.argv.slice(2));
