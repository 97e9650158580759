import type { Slo } from '../../model';
import { selectorsOf, type Matcher, type QueryTemplate } from '../../promql';
import type { Labels } from '../context';
import { labelValue } from './label-values';

/** The labels of two groups of an SLO, or of one where a query allows but one value; none where it is not grouped. */
export function groupLabels(
  { groupBy }: Pick<Slo, 'groupBy'>,
  queries: readonly QueryTemplate[],
): readonly Labels[] {
  if (groupBy.length === 0) return [{}];
  const first = labelsOf(groupBy, queries, []);
  const second = labelsOf(groupBy, queries, Object.values(first));
  return groupBy.some((label) => first[label] !== second[label]) ? [first, second] : [first];
}

/** One value for each grouping label, other than those of the groups before where that can be. */
function labelsOf(
  groupBy: readonly string[],
  queries: readonly QueryTemplate[],
  taken: readonly string[],
): Labels {
  const matchers = queries.flatMap(({ promql }) =>
    selectorsOf(promql).flatMap((selector) => selector.matchers),
  );
  const values = groupBy.map((label) => {
    const own = matchers.filter((matcher) => matcher.label === label);
    const empty: Matcher = { label, operator: '=', value: '' };
    const avoided: Matcher[] = taken.map((value) => ({ label, operator: '=', value }));
    return [label, labelValue(own, [empty, ...avoided]) ?? labelValue(own, [empty]) ?? 'a'] as const;
  });
  return Object.fromEntries(values);
}
