import type { PlannedSlo } from '../../slo';

/** A legend that names a series' group as well, where any SLO is grouped by labels. */
export function groupLegend(slos: readonly PlannedSlo[], name: string): string {
  const labels = [...new Set(slos.flatMap(({ slo }) => slo.groupBy))].sort();
  return [name, ...labels.map((label) => `{{${label}}}`)].join(' ');
}
