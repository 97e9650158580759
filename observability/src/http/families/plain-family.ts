import type { Tally } from '../tally';
import type { Labels, PlainFamily, Sample } from './family';

export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** A counter without labels. */
export const counter = (name: string, help: string, value: () => number): PlainFamily => ({
  name,
  help,
  type: 'counter',
  samples: () => [{ metricName: name, labels: {}, value: value() }],
});

/** A counter with a series for each label set that was counted. */
export const tallied = (
  name: string,
  help: string,
  counted: () => Iterable<readonly [Labels, number]>,
): PlainFamily => ({
  name,
  help,
  type: 'counter',
  samples: () => Array.from(counted(), ([labels, value]): Sample => ({ metricName: name, labels, value })),
});

/** A tally as series with one label. */
export const counts = (label: string, tally: Tally) => () =>
  Array.from(tally.entries(), ([value, count]) => [{ [label]: value }, count] as const);

/** Adds up what has equal labels, leaving out what counted nothing. */
export function addUp(counted: readonly (readonly [Labels, number])[]): Iterable<readonly [Labels, number]> {
  const totals = new Map<string, readonly [Labels, number]>();
  for (const [labels, count] of counted) {
    if (count === 0) continue;
    const key = JSON.stringify(labels);
    totals.set(key, [labels, count + (totals.get(key)?.[1] ?? 0)]);
  }
  return totals.values();
}
