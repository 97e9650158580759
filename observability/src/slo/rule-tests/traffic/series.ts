import type { Slo } from '../../model';
import { canonical, selectorsOf } from '../../promql';
import type { Labels } from '../context';
import { eventSeries } from './events';
import { groupLabels } from './groups';
import { nameSeries } from './names';
import { compares, Unknown } from './linear';

/**
 * What a raw series counts: the good events, the bad ones, or all; or, for levels, what share of the time is good or bad.
 * `present` is only there.
 */
export type Share = 'good' | 'bad' | 'all' | 'good-level' | 'bad-level' | 'present';

/** A raw series that an SLO's queries read. */
export interface RawSeries {
  /** `metric{label="value"}`. */
  readonly name: string;
  readonly share: Share;
  /** What its share of the events is multiplied by, where several series count the same, or a query weighs it. */
  readonly factor: number;
  /** Which of the SLO's groups it belongs to, from 0; ungrouped SLOs have one. */
  readonly group: number;
}

/** The raw series for an SLO's tests, and the labels of its groups. */
export interface RawTraffic {
  readonly series: readonly RawSeries[];
  /** Per group, its labels and their values. */
  readonly groups: readonly Labels[];
}

const queriesOf = ({ sli }: Slo) => (sli.kind === 'events' ? [sli.total, sli.query] : [sli.query]);

/**
 * Makes up raw series that satisfy an SLO's queries: good and bad events told apart as the queries tell them. `Unknown`
 * where what the queries compute of series is not known here.
 */
export function rawTraffic(slo: Slo): RawTraffic | Unknown {
  const groups = groupLabels(slo, queriesOf(slo));
  const made = groups.map((labels, group) => {
    const series = slo.sli.kind === 'events' ? eventSeries(slo.sli, labels) : levelSeries(slo, labels);
    return series instanceof Unknown ? series : series.map((one) => ({ ...one, group }));
  });
  const series = [];
  for (const one of made) {
    if (one instanceof Unknown) return one;
    series.push(...one);
  }
  return { series, groups };
}

/** One series for each selector whose absence is an absence of data; undefined where one cannot be made up. */
export function presentSeries(slo: Slo): RawTraffic | undefined {
  const query = slo.sli.kind === 'events' ? slo.sli.total : slo.sli.query;
  const [labels = {}] = groupLabels(slo, [query]);
  const names = selectorsOf(query.promql).map(
    (selector) => nameSeries(selector, [], labels) ?? nameSeries(selector, [], {}),
  );
  if (names.includes(undefined)) return undefined;
  const series = [...new Set(names)].flatMap((name) =>
    name === undefined ? [] : [{ name, share: 'present' as const, factor: 1, group: 0 }],
  );
  return { series, groups: [labels] };
}

type Made = Omit<RawSeries, 'group'>;

const plainRatio = /^(avg|max|min|sum)?( by \([\w, ]+\) )?\(?[\w:]+(\{[^{}]*\})?\)?$/;

/** A ratio that is a series as it is, or a mean of such, or a gauge: not computed from something else. */
function levelSeries({ sli }: Slo, labels: Labels): readonly Made[] | Unknown {
  const [selector, ...others] = selectorsOf(sli.query.promql);
  const isPlain = sli.kind === 'gauge' || plainRatio.test(canonical(sli.query.promql));
  if (!selector || others.length > 0 || !isPlain || compares(sli.query)) return new Unknown(sli.query.text);
  const name = nameSeries(selector, [], labels);
  if (name === undefined) return new Unknown(sli.query.text);
  const share = sli.kind === 'ratio' && sli.counts === 'errors' ? 'bad-level' : 'good-level';
  return [{ name, share, factor: 1 }];
}
