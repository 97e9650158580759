import type { PlannedSlo } from '../../slo';
import { quote } from '../../slo/promql';
import type { Names } from './selectors';

/**
 * An expression for whichever one SLO the viewer chooses, though it is written differently for each (windows and
 * thresholds differ): once for all where they agree, else once for each group of SLOs that do.
 */
export function forChosen(
  slos: readonly PlannedSlo[],
  names: Names,
  expression: (slo: PlannedSlo, names: Names) => string,
): string {
  const variants = groupBy(slos, (slo) => expression(slo, names));
  if (variants.length === 1) return variants.map(([text]) => text).join('');
  return variants
    .flatMap(([, same]) => groupBy(same, ({ slo }) => slo.service))
    .flatMap(([service, same]) =>
      same.slice(0, 1).map((slo) => expression(slo, narrowed(names, service, same))),
    )
    .join('\nor\n');
}

/** The SLO chosen, if it is one of these: PromQL takes several matchers for one label. */
function narrowed(names: Names, service: string, slos: readonly PlannedSlo[]): Names {
  const matchers = [
    `${names.service}=${quote(service)}`,
    `${names.slo}=~${quote(slos.map(({ slo }) => slo.name).join('|'))}`,
  ];
  return { ...names, chosen: [names.chosen, ...matchers].join(', ') };
}

function groupBy<T>(all: readonly T[], key: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return [...groups];
}
