import { showSelector, type Matcher, type Selector } from '../../promql';
import type { Labels } from '../context';
import { labelValue, matches } from './label-values';

/** A series' metric and labels, and how it is written. */
export interface NamedSeries {
  readonly metric: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly name: string;
}

const equal = (labels: ReadonlyMap<string, string>): Matcher[] =>
  [...labels].map(([label, value]) => ({ label, operator: '=', value }));

/** Whether a selector chooses a series. */
export const chooses = (
  { metric, matchers }: Pick<Selector, 'metric' | 'matchers'>,
  series: Pick<NamedSeries, 'metric' | 'labels'>,
): boolean =>
  metric === series.metric &&
  matchers.every((matcher) => matches(matcher, series.labels.get(matcher.label) ?? ''));

/**
 * Makes up a series that a selector chooses, and that none of the others of its metric does; undefined where there is none
 * that can be found. `fixed` are the labels of the group.
 */
export function seriesFor(
  { metric, matchers }: Pick<Selector, 'metric' | 'matchers'>,
  others: readonly Pick<Selector, 'metric' | 'matchers'>[],
  fixed: Labels,
): NamedSeries | undefined {
  if (metric === '') return undefined;
  const apart = others.filter((other) => other.metric === metric).flatMap((other) => other.matchers);
  const labels = [...new Set([...matchers, ...apart].map(({ label }) => label))].filter(
    (label) => !(label in fixed),
  );
  const of = (list: readonly Matcher[], label: string) => list.filter((matcher) => matcher.label === label);
  const values = new Map<string, string>(Object.entries(fixed));
  for (const label of labels) {
    const value = labelValue(of(matchers, label), of(apart, label)) ?? labelValue(of(matchers, label));
    if (value === undefined) return undefined;
    if (value !== '') values.set(label, value);
  }
  const series = { metric, labels: values, name: showSelector({ metric, matchers: equal(values) }) };
  const isRight = chooses({ metric, matchers }, series) && !others.some((other) => chooses(other, series));
  return isRight ? series : undefined;
}

/** The name of such a series. */
export const nameSeries = (...parameters: Parameters<typeof seriesFor>): string | undefined =>
  seriesFor(...parameters)?.name;
