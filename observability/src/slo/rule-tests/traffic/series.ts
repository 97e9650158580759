import type { EventSli, Slo } from '../../model';
import {
  canonical,
  nodes,
  parsePromql,
  selectorsOf,
  showSelector,
  type Matcher,
  type QueryTemplate,
  type Selector,
} from '../../promql';
import { labelValue } from './label-values';

/**
 * What a raw series counts: the good events, the bad ones, or all; or, for levels, what share of the time is good or bad.
 */
export type Share = 'good' | 'bad' | 'all' | 'good-level' | 'bad-level';

/** A raw series that an SLO's queries read. */
export interface RawSeries {
  /** `metric{label="value"}`. */
  readonly name: string;
  readonly share: Share;
  /** Which of the SLO's groups it belongs to, from 0; ungrouped SLOs have one. */
  readonly group: number;
}

/** The raw series for an SLO's tests, and the labels of its groups. */
export interface RawTraffic {
  readonly series: readonly RawSeries[];
  /** Per group, its labels and their values. */
  readonly groups: readonly Readonly<Record<string, string>>[];
}

/**
 * Makes up raw series that satisfy an SLO's queries: good and bad events told apart as the queries tell them. Undefined
 * when the queries read more than one metric for errors or for all, or compute with it, so that no series can be made up.
 */
export function rawTraffic(slo: Slo): RawTraffic | undefined {
  const first = groupLabels(slo, []);
  const groups = slo.groupBy.length === 0 ? [first] : [first, groupLabels(slo, Object.values(first))];
  const series = groups.map((labels, group) => seriesOf(slo, labels, group));
  return series.every((found) => found !== undefined) ? { series: series.flat(), groups } : undefined;
}

const queriesOf = ({ sli }: Slo) => (sli.kind === 'events' ? [sli.total, sli.query] : [sli.query]);

/** Whether a query compares: then a share of errors cannot be made of levels between 0 and 1. */
const compares = ({ promql }: QueryTemplate) =>
  nodes(parsePromql(promql)).some(({ name }) => name === 'BoolModifier');

/** One value for each grouping label, other than those of the groups before. */
function groupLabels(slo: Slo, taken: readonly string[]): Record<string, string> {
  const matchers = queriesOf(slo).flatMap(({ promql }) => selectorsOf(promql)[0]?.matchers ?? []);
  const values = slo.groupBy.map((label) => {
    const own = matchers.filter((matcher) => matcher.label === label);
    const avoided: Matcher[] = ['', ...taken].map((value) => ({ label, operator: '=', value }));
    return [label, labelValue(own, avoided) ?? labelValue(own, avoided.slice(0, 1)) ?? 'a'] as const;
  });
  return Object.fromEntries(values);
}

function seriesOf(
  slo: Slo,
  labels: Readonly<Record<string, string>>,
  group: number,
): RawSeries[] | undefined {
  const selectors = queriesOf(slo).map(({ promql }) => selectorsOf(promql));
  if (selectors.some((found) => found.length !== 1)) return undefined;
  const [total, counted = total] = selectors.flat();
  if (!total || !counted || !isPlain(slo) || queriesOf(slo).some(compares)) return undefined;
  // Recorded rates are levels of any height, neither counters nor shares.
  if (slo.sli.kind === 'events' && queriesOf(slo).some(({ convention }) => convention === 'instant')) {
    return undefined;
  }
  const made = slo.sli.kind === 'events' ? eventSeries(slo.sli, total, counted) : [levelSeries(slo, total)];
  const named = made.map(({ selector, none, share }) => {
    const name = nameSeries(selector, none, labels);
    return name === undefined ? undefined : { name, share, group };
  });
  return named.every((one) => one !== undefined) ? named : undefined;
}

const plainRatio = /^(avg|max|min|sum)?( by \([\w, ]+\) )?\(?[\w:]+(\{[^{}]*\})?\)?$/;

/** Whether a ratio is a series as it is, or a mean of such, not computed from something else. */
const isPlain = ({ sli }: Slo) => sli.kind !== 'ratio' || plainRatio.test(canonical(sli.query.promql));

interface Wanted {
  readonly selector: Pick<Selector, 'metric' | 'matchers'>;
  /** At least one of these must not hold, where given. */
  readonly none?: readonly Matcher[];
  readonly share: Share;
}

function eventSeries(sli: EventSli, total: Selector, counted: Selector): Wanted[] {
  const share = sli.counts === 'errors' ? 'bad' : 'good';
  if (total.metric !== counted.metric) {
    return [
      { selector: total, share: 'all' },
      { selector: counted, share },
    ];
  }
  const both = { metric: total.metric, matchers: [...total.matchers, ...counted.matchers] };
  return [
    { selector: total, none: counted.matchers, share: share === 'bad' ? 'good' : 'bad' },
    { selector: both, share },
  ];
}

const levelSeries = ({ sli }: Slo, selector: Selector): Wanted => ({
  selector,
  share: sli.kind === 'ratio' && sli.counts === 'errors' ? 'bad-level' : 'good-level',
});

function nameSeries(
  { metric, matchers }: Pick<Selector, 'metric' | 'matchers'>,
  none: readonly Matcher[] | undefined,
  fixed: Readonly<Record<string, string>>,
): string | undefined {
  const labels = [...new Set([...matchers, ...(none ?? [])].map(({ label }) => label))].filter(
    (label) => !(label in fixed),
  );
  const of = (list: readonly Matcher[], label: string) => list.filter((matcher) => matcher.label === label);
  const values = new Map<string, string>(Object.entries(fixed));
  let told = none === undefined;
  for (const label of labels) {
    const apart = told ? undefined : labelValue(of(matchers, label), of(none ?? [], label));
    const useful = apart !== undefined && of(none ?? [], label).length > 0;
    const value = useful ? apart : labelValue(of(matchers, label));
    if (value === undefined) return undefined;
    told ||= useful;
    if (value !== '') values.set(label, value);
  }
  if (!told) return undefined;
  return showSelector({
    metric,
    matchers: [...values].map(([label, value]) => ({ label, operator: '=', value })),
  });
}
