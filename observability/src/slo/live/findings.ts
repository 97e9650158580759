import { byPlace, type Problem } from '../errors';
import type { Note } from '../model';
import type { CompileOptions } from '../options';
import type { SpecifiedSlo } from '../readers';
import type { ServerFacts } from './facts';
import { retentionProblems, scrapeFindings, unanswered } from './server';
import { seriesFindings } from './series';
import { sideFindings } from './sides';
import { typeFindings } from './types';

/** What a running Prometheus says against SLOs: types, series, buckets, labels, scrape intervals, retention. */
export function liveFindings(
  slos: readonly SpecifiedSlo[],
  facts: ServerFacts,
  { scrapeSeconds }: Pick<CompileOptions, 'scrapeSeconds'>,
): { readonly problems: readonly Problem[]; readonly notes: readonly Note[] } {
  const each = slos.map((slo) => {
    const types = typeFindings(slo, facts);
    const [series, sides] = [seriesFindings(slo, facts, types.mistyped), sideFindings(slo, facts)];
    const scrapes = scrapeFindings(slo, facts, scrapeSeconds);
    return {
      problems: [
        ...types.problems,
        ...series.problems,
        ...sides.problems,
        ...scrapes.problems,
        ...retentionProblems(slo, facts),
      ],
      notes: [...series.notes, ...sides.notes, ...scrapes.notes],
    };
  });
  return {
    problems: each.flatMap(({ problems }) => problems).sort(byPlace),
    notes: [...each.flatMap(({ notes }) => notes), ...unanswered(slos, facts)],
  };
}
