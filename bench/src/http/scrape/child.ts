import { copyOf } from './copy';
import { measure, type Measured, median, workOnOtherMemory } from './measure';
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
  let bytes = 0;
  for (let round = -WARM_UP; round < Number(rounds); round++) {
    for (let index = (round + WARM_UP) % EVERY; index < series; index += EVERY) subject.touch(index);
    workOnOtherMemory();
    const { result, ...scrape } = await measure(() => subject.scrape());
    const finished = Buffer.concat(result);
    workOnOtherMemory();
    const copy = await measure(() => copyOf(finished));
    bytes = finished.length;
    if (round < 0) continue;
    scrapes.push({ ...scrape, result: undefined });
    copies.push({ ...copy, result: undefined });
  }
  const figures: Figures = {
    scrape: median(scrapes.map(({ milliseconds }) => milliseconds)),
    longestBlock: median(scrapes.map(({ longestBlock }) => longestBlock)),
    copy: median(copies.map(({ milliseconds }) => milliseconds)),
    bytes,
  };
  process.send?.(figures, () => process.exit(0));
}

void main(process.argv.slice(2));
