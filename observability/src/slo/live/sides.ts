import { problem, type Problem } from '../errors';
import { metricUses } from '../metrics/uses';
import type { Note } from '../model';
import { note } from '../notes';
import { showSelector } from '../promql';
import type { SpecifiedSlo } from '../readers';
import { targetKey, type SeriesFacts, type ServerFacts, type Target } from './facts';
import { sliOf } from './questions';

/** The series of one side of an SLI. */
interface Side {
  /** As messages call it. */
  readonly name: string;
  readonly selectors: string;
  readonly targets: readonly Target[];
  /** The labels that every series of the side may have; undefined where they cannot be asked, or there are no series. */
  readonly labels: ReadonlySet<string> | undefined;
}

/** Labels and targets of errors (or good events) and of all events: a ratio of different things is none. */
export function sideFindings(
  specified: SpecifiedSlo,
  { series }: ServerFacts,
): { readonly problems: readonly Problem[]; readonly notes: readonly Note[] } {
  const { slo, places } = specified;
  const sli = sliOf(specified);
  const sides = (['query', 'total'] as const).map((side) => {
    const name =
      side === 'total'
        ? 'the total'
        : sli.kind === 'events' && sli.counts === 'good'
          ? 'the good events'
          : 'the errors';
    const selectors = metricUses(sli)
      .filter((use) => use.side === side)
      .map(({ selector }) => showSelector(selector));
    return sideOf(name, [...new Set(selectors)], series);
  });
  const groups = sides.flatMap(({ selectors, labels }) =>
    slo.groupBy
      .filter((label) => labels && !labels.has(label))
      .map((label) =>
        problem('live-group', places.query, {
          label,
          selector: selectors,
          labels: [...(labels ?? [])].join(', '),
        }),
      ),
  );
  const [counted, total] = sides;
  if (sli.kind !== 'events' || !counted || !total) return { problems: groups, notes: [] };
  const strangers = outside(counted.targets, total.targets);
  const values = { counted: counted.selectors, total: total.selectors, targets: inWords(strangers) };
  return {
    problems: [...groups, ...(strangers.length > 0 ? [problem('live-sides', places.query, values)] : [])],
    notes: [
      ...labelNote(slo.name, counted, total, specified),
      ...labelNote(slo.name, total, counted, specified),
    ],
  };
}

function sideOf(name: string, selectors: readonly string[], series: ServerFacts['series']): Side {
  const facts = selectors.flatMap((selector) => series.get(selector) ?? []).filter(({ count }) => count > 0);
  const labels = facts.map(labelsOf);
  const known = labels.filter((one) => one !== undefined);
  return {
    name,
    selectors: selectors.join(' and '),
    targets: facts.flatMap(({ targets }) => targets),
    labels: known.length === 0 || known.length < labels.length ? undefined : new Set(known.flat()),
  };
}

const labelsOf = ({ labels }: SeriesFacts) => ('value' in labels ? labels.value : undefined);

/** Targets of the first that are not among those of the second; none where either side does not say. */
function outside(some: readonly Target[], others: readonly Target[]): readonly Target[] {
  const known = new Set(others.map(targetKey));
  return others.length === 0 ? [] : some.filter((target) => !known.has(targetKey(target)));
}

/** At most three of some targets. */
const inWords = (targets: readonly Target[]): string =>
  [
    ...targets.slice(0, 3).map(({ job, instance }) => `${job} ${instance}`),
    ...(targets.length > 3 ? [`${targets.length - 3} more`] : []),
  ].join(', ');

/** Labels that belong to the form of a metric, or that no one groups by. */
const ofForm = new Set(['__name__', 'le', 'quantile']);

function labelNote(slo: string, one: Side, other: Side, { places }: SpecifiedSlo): Note[] {
  if (!one.labels || !other.labels) return [];
  const only = [...one.labels].filter((label) => !other.labels?.has(label) && !ofForm.has(label));
  if (only.length === 0) return [];
  return [note('live-labels', places.query, { slo, one: one.name, labels: only.join(', ') })];
}
