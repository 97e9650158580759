import { type Column, cellsOf, textOfCells } from '../gameday/text-table';
import { type Growth, measures } from './growth';
import type { Measures, Sample } from './samples';

const megabyte = 1024 * 1024;
const units: Readonly<Record<keyof Measures, { title: string; of: number; digits: number }>> = {
  memory: { title: 'memory MB', of: megabyte, digits: 1 },
  files: { title: 'open files', of: 1, digits: 0 },
  sockets: { title: 'sockets', of: 1, digits: 0 },
  series: { title: 'series', of: 1, digits: 0 },
  disk: { title: 'disk MB', of: megabyte, digits: 1 },
  log: { title: 'log MB', of: megabyte, digits: 1 },
};
/** Lines of the table over time. */
const linesOverTime = 11;

const shown = (measure: keyof Measures, value: number | undefined, moreDigits = 0): string => {
  const { of, digits } = units[measure];
  return value === undefined || !Number.isFinite(value) ? '–' : (value / of).toFixed(digits + moreDigits);
};

const columns: readonly Column<Growth>[] = [
  ['process', ({ group }) => group],
  ['measure', ({ measure }) => units[measure].title],
  ['at 20–30 %', ({ measure, first }) => shown(measure, first)],
  ['at 90–100 %', ({ measure, last }) => shown(measure, last)],
  ['ratio', ({ ratio }) => (Number.isFinite(ratio) ? ratio.toFixed(2) : '–')],
  ['slope per 1000 requests', ({ measure, slope }) => shown(measure, slope, 2)],
  ['ratio at most', ({ limit }) => limit?.toFixed(2) ?? ''],
  [
    'slope at most',
    ({ measure, steepest = Infinity }) => (steepest < Infinity ? shown(measure, steepest, 2) : ''),
  ],
  [
    '',
    ({ limit, grows, ratio }) =>
      limit === undefined ? 'reported' : !grows ? 'holds' : Number.isNaN(ratio) ? 'NOT MEASURED' : 'GROWS',
  ],
];

/** Medians of both windows, their ratio, and slopes. */
export const growthTable = (growth: readonly Growth[]): string => textOfCells(cellsOf(columns, growth));

/** Each process over time, in as many lines as fit on a screen. */
export function overTime(samples: readonly Sample[]): string {
  const lines = Math.min(linesOverTime, samples.length);
  const chosen = Array.from({ length: lines }, (_, line) =>
    Math.round((line * (samples.length - 1)) / Math.max(1, lines - 1)),
  ).flatMap((index) => samples[index] ?? []);
  return Object.keys(samples.at(-1)?.groups ?? {})
    .map((group) => `${group}\n${textOfCells(cellsOf(timeColumns(group, samples), chosen))}`)
    .join('\n\n');
}

const timeColumns = (group: string, samples: readonly Sample[]): readonly Column<Sample>[] => [
  ['requests', ({ requests }) => String(requests)],
  ['minutes', ({ seconds }) => (seconds / 60).toFixed(1)],
  ...measures
    .filter((measure) => samples.some(({ groups }) => groups[group]?.[measure] !== undefined))
    .map((measure): Column<Sample> => [
      units[measure].title,
      ({ groups }) => shown(measure, groups[group]?.[measure]),
    ]),
];
