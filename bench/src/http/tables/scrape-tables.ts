import { SCRAPE } from '../limits';
import { median } from '../median';
import type { Runtime } from '../runtimes';
import type { Figures } from '../scrape/child';
import { inChild } from '../scrape/in-child';
import { JUDGED, SUBJECTS, type SubjectName } from '../scrape/subjects';
import { printTable, ratio, type Table, whole } from './table';

const LINES = [100, 1_000, 10_000, 100_000] as const;
/** Each subject has its turn this often: what disturbs the machine meanwhile disturbs all. */
const TURNS = 3;

/** What a scrape costs, by the number of lines: a table for each of them and each Node. */
export const scrapeTables: Table = async (runtimes, quick) => {
  let holds = true;
  for (const runtime of runtimes) {
    for (const lines of LINES) {
      const figures = await measureAll(runtime, lines, quick ? 1 : TURNS);
      print(`a scrape of ${whole(lines)} lines, one series in ten changed, ${runtime.name}`, figures);
      if (lines < SCRAPE.fromLines) continue;
      for (const name of JUDGED) holds = judge(name, figures.get(name) ?? []) && holds;
    }
  }
  return holds;
};

type AllFigures = ReadonlyMap<string, readonly Figures[]>;

async function measureAll(runtime: Runtime, lines: number, turns: number): Promise<AllFigures> {
  const figures = new Map<string, Figures[]>();
  for (let turn = 0; turn < turns; turn++) {
    for (const name of Object.keys(SUBJECTS) as SubjectName[]) {
      const measured = await inChild<Figures>(runtime, 'child', [name, String(lines)]);
      figures.set(name, [...(figures.get(name) ?? []), ...(measured === undefined ? [] : [measured])]);
    }
  }
  return figures;
}

function print(title: string, figures: AllFigures): void {
  printTable(title, ['', 'ms', 'of a copy', 'longest block, ms', 'its CPU', 'bytes'], scrapeRows(figures));
}

/** A row of medians for each subject, and one for the copies of all. */
export function scrapeRows(figures: AllFigures): readonly (readonly string[])[] {
  const copies = [...figures.values()].flat().map(({ copy }) => copy);
  return [
    ...Array.from(figures, ([name, all]) => [
      name,
      milliseconds(median(all.map(({ scrape }) => scrape))),
      ratio(copiesOf(all)),
      milliseconds(median(all.map(({ longestBlock }) => longestBlock))),
      milliseconds(median(all.map(({ mostCpu }) => mostCpu))),
      whole(median(all.map(({ bytes }) => bytes))),
    ]),
    ['a copy of its bytes', milliseconds(median(copies)), ratio(1), '', '', ''],
  ];
}

function judge(name: string, all: readonly Figures[]): boolean {
  const { holds, lines } = judged(name, all);
  for (const line of lines) console.log(`  ${line}`);
  return holds;
}

/** A ratio does not depend on the machine: it has to hold. Milliseconds do, and are only marked. */
export function judged(name: string, all: readonly Figures[]): { holds: boolean; lines: readonly string[] } {
  const copies = copiesOf(all);
  const block = median(all.map(({ longestBlock }) => longestBlock));
  const [holds, isShort] = [copies <= SCRAPE.mostCopies, block <= SCRAPE.longestBlock];
  const lines = [
    `${name}, at most ${SCRAPE.mostCopies} copies: ${ratio(copies)}${holds ? '' : ' (MISSED)'}`,
    `${name}, at most ${SCRAPE.longestBlock} ms without other work: ${milliseconds(block)}${isShort ? '' : ' (not in this run)'}`,
  ];
  return { holds, lines };
}

/** Of each turn's own copy: both were in one process, one after the other. */
const copiesOf = (all: readonly Figures[]) => median(all.map(({ scrape, copy }) => scrape / copy));
const milliseconds = (value: number) => (Number.isFinite(value) ? value.toFixed(value < 1 ? 3 : 1) : '–');
