import { recordedName } from '../metrics/recorded';
import { metricUses } from '../metrics/uses';
import type { Sli } from '../model';
import { normalise } from '../normalise';
import { showSelector, type Selector } from '../promql';
import type { SpecifiedSlo } from '../readers';

/** One selector to look for. */
export interface SeriesQuestion {
  /** The selector as the findings name it. */
  readonly selector: string;
  readonly metric: string;
  /** The selector of all buckets, where this one chooses one by `le`. */
  readonly buckets?: string;
}

/** The SLI as its rules read it: a ratio of two queries has two sides. */
export const sliOf = ({ slo }: SpecifiedSlo): Sli => normalise(slo).slo.sli;

/** What has to be known of the series that SLOs read, each once. */
export function seriesQuestions(slos: readonly SpecifiedSlo[]): SeriesQuestion[] {
  const uses = slos.flatMap((slo) => metricUses(sliOf(slo)));
  const questions = uses.map(({ selector }) => ({
    selector: showSelector(selector),
    metric: selector.metric,
    ...(boundOf(selector) !== undefined && { buckets: withoutBound(selector) }),
  }));
  return [...new Map(questions.map((question) => [question.selector, question])).values()];
}

/** The bucket that a selector chooses: `le="0.25"`, or both spellings of a whole bound. */
export function boundOf({ metric, matchers }: Pick<Selector, 'metric' | 'matchers'>): string | undefined {
  const le = matchers.find(({ label }) => label === 'le');
  if (!le || !metric.endsWith('_bucket') || (le.operator !== '=' && le.operator !== '=~')) return undefined;
  return le.operator === '=' ? le.value : (/^(\d+)\|\1\\\.0$/.exec(le.value)?.[1] ?? undefined);
}

const withoutBound = (selector: Selector): string =>
  showSelector({ ...selector, matchers: selector.matchers.filter(({ label }) => label !== 'le') });

/** The families that a series may belong to, likeliest first: Prometheus describes those. None for what a rule has recorded. */
export function familiesOf(metric: string): readonly string[] {
  if (metric === '' || recordedName(metric)) return [];
  return [...new Set([metric, metric.replace(/_(bucket|count|sum|total)$/, '')])];
}

/** Every metric that SLOs read, each once. */
export const metricQuestions = (slos: readonly SpecifiedSlo[]): readonly string[] => [
  ...new Set(slos.flatMap((slo) => metricUses(sliOf(slo)).map(({ selector }) => selector.metric))),
];
