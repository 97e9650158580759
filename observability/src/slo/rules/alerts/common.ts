import type { Severity, Slo } from '../../model';
import type { CompileOptions } from '../../options';
import { isPlainLabel, quote } from '../../promql';
import { withLabelValues } from '../../templates';
import { identityLabels } from '../identity';
import { knownLabels, severityLabels } from './known-labels';

/** Labels of an SLO's alert. Routing and inhibition use only `service`, `slo`, `severity` and `burn`. */
export function alertLabels(
  slo: Slo,
  options: CompileOptions,
  severity: Severity,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const own = { ...slo.labels, ...slo.alerting.labels, ...slo.alerting[severity]?.labels, ...more };
  const known = knownLabels(slo, options, severity);
  return {
    ...Object.fromEntries(Object.entries(own).map(([name, text]) => [name, withLabelValues(text, known)])),
    ...identityLabels(slo, options),
    [severityLabels[options.naming]]: options.severities[severity],
  };
}

/** The SLO as an alert's text names it; a grouped SLO names its group as well. */
export function subject(slo: Slo): string {
  const groups = slo.groupBy.map(
    (label) => `${label} {{ ${isPlainLabel(label) ? `$labels.${label}` : `index $labels ${quote(label)}`} }}`,
  );
  return [`${slo.name} (${slo.service})`, ...groups].join(', ');
}
