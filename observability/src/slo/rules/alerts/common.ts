import type { Severity, Slo } from '../../model';
import type { CompileOptions } from '../../options';
import { isPlainLabel, quote } from '../../promql';
import { identityLabels } from '../identity';
import type { AlertingRule } from '../rule';

/** Labels of an SLO's alert. Routing and inhibition use only `service`, `slo`, `severity` and `burn`. */
export function alertLabels(
  slo: Slo,
  options: CompileOptions,
  severity: Severity,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const severityLabel = options.naming === 'sloth' ? 'sloth_severity' : 'severity';
  return {
    ...slo.labels,
    ...slo.alerting.labels,
    ...slo.alerting[severity]?.labels,
    ...more,
    ...identityLabels(slo, options),
    [severityLabel]: options.severities[severity],
  };
}

/** Annotations of an SLO's alert; the spec's own win, so that a team can point to its own runbook. */
export function alertAnnotations(
  slo: Slo,
  options: CompileOptions,
  alert: string,
  texts: { readonly summary: string; readonly description: string },
  more: Readonly<Record<string, string>> = {},
): AlertingRule['annotations'] {
  const query = new URLSearchParams({ 'var-service': slo.service, 'var-slo': slo.name });
  const own = { ...slo.annotations, ...slo.alerting.annotations, ...more };
  return {
    ...texts,
    runbook_url: `${options.runbooks}/${alert}.md`,
    dashboard_url: `${options.dashboard}?${query.toString()}`,
    ...Object.fromEntries(Object.entries(own).map(([name, text]) => [name, withLabelValues(text, slo)])),
  };
}

/** Records do not carry the labels that describe an SLO, so a template would not find them: their values are written out. */
const withLabelValues = (text: string, { labels, groupBy }: Slo): string =>
  text.replace(/\{\{-?\s*(?:\$labels|\.Labels)\.(\w+)\s*-?\}\}/g, (template, label: string) => {
    const value = groupBy.includes(label) ? undefined : labels[label];
    return value === undefined || value.includes('{{') ? template : value;
  });

/** The SLO as an alert's text names it; a grouped SLO names its group as well. */
export function subject(slo: Slo): string {
  const groups = slo.groupBy.map(
    (label) => `${label} {{ ${isPlainLabel(label) ? `$labels.${label}` : `index $labels ${quote(label)}`} }}`,
  );
  return [`${slo.name} (${slo.service})`, ...groups].join(', ');
}
