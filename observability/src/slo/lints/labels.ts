import { problem, type Place, type Problem } from '../errors';
import { asLabelName, isLabelName } from '../readers/common/labels';
import type { SpecifiedSlo } from '../readers';
import { identityLabels } from '../rules/identity';
import type { LintOptions } from './options';

/** Labels that are ours or Prometheus's own, and names that Prometheus does not take. */
export function labels(slos: readonly SpecifiedSlo[], options: LintOptions): Problem[] {
  return slos.flatMap((specified) => {
    const { slo, places } = specified;
    const { alerting, groupBy } = slo;
    const reserved = reservedLabels(slo, options.naming);
    const isFree = (label: string) => options.naming === 'house' && !reservedLabels(slo, 'sloth').has(label);
    const ofAlerts = [alerting.labels, alerting.page?.labels, alerting.ticket?.labels].flatMap((map) =>
      Object.keys(map ?? {}),
    );
    const given = [
      ...Object.keys(slo.labels).map((label) => ({ label, at: places.labels[label] ?? places.name })),
      ...[...new Set(ofAlerts)].map((label) => ({ label, at: places.labels[label] ?? places.name })),
    ];
    const clashes = [...given, ...groupBy.map((label) => ({ label, at: places.query }))].flatMap(
      ({ label, at }) => clash(label, at, reserved.get(label), isFree(label)),
    );
    const grouped = groupBy
      .filter((label) => label in slo.labels)
      .map((label) => groupClash(label, places.labels[label] ?? places.name));
    return [...clashes, ...grouped, ...given.flatMap(({ label, at }) => nameProblem(label, at))];
  });
}

function reservedLabels(
  slo: SpecifiedSlo['slo'],
  naming: LintOptions['naming'],
): ReadonlyMap<string, string> {
  const severity = naming === 'sloth' ? 'sloth_severity' : 'severity';
  return new Map([
    ...Object.keys(identityLabels(slo, { naming })).map(
      (label) => [label, 'the identity of the SLO'] as const,
    ),
    [severity, 'the severity of the alerts'],
    ['burn', 'the windows of the alerts'],
    ['alertname', 'a label of Prometheus'],
    ['alertstate', 'a label of Prometheus'],
    ['le', 'the bounds of histograms'],
  ]);
}

function clash(label: string, at: Place, other: string | undefined, isFreeUnderSloth: boolean): Problem[] {
  if (other === undefined) return [];
  const free = isFreeUnderSloth ? '; or build with --naming sloth, which leaves this label free' : '';
  const reason = `rules, routes and inhibition rely on this label having our value${free}`;
  return [problem('label-clash', at, { label, other, reason })];
}

function groupClash(label: string, at: Place): Problem {
  const reason = 'the SLO is grouped by it, and one fixed value would merge the groups';
  return problem('label-clash', at, { label, other: 'a label that the SLO is grouped by', reason });
}

function nameProblem(label: string, at: Place): Problem[] {
  if (isLabelName(label)) return [];
  const suggestion = asLabelName(label).replace(/^__+/, '') || 'my_label';
  return [problem('label-name', at, { label, suggestion })];
}
