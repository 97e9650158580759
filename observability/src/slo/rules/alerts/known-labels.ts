import type { Severity, Slo } from '../../model';
import type { CompileOptions, Naming } from '../../options';
import { identityLabels } from '../identity';

export const severityLabels = {
  house: 'severity',
  sloth: 'sloth_severity',
} as const satisfies Record<Naming, string>;

/**
 * Labels that a template of an alert may read, with their values, by the names of both namings. A template sees the labels of
 * its expression, not those of its rule, and the expressions of some alerts have none: these values are written out. Labels
 * by which the SLO is grouped are not among them.
 */
export function knownLabels(
  slo: Slo,
  { severities }: Pick<CompileOptions, 'severities'>,
  severity: Severity,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const known = {
    [severityLabels.house]: severities[severity],
    [severityLabels.sloth]: severities[severity],
    ...identityLabels(slo, { naming: 'house' }),
    ...identityLabels(slo, { naming: 'sloth' }),
    ...slo.labels,
    ...slo.alerting.labels,
    ...slo.alerting[severity]?.labels,
    ...more,
  };
  if (slo.groupBy.length === 0) return known;
  return Object.fromEntries(Object.entries(known).filter(([label]) => !slo.groupBy.includes(label)));
}
