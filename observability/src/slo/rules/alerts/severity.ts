import type { Severity, Slo } from '../../model';

const severities = ['page', 'ticket'] as const satisfies readonly Severity[];

/**
 * The most severe alerts that an SLO's specification asks for: what keeps them from firing is as severe. Undefined where it
 * disables pages and tickets both.
 */
export function mostSevere({ alerting }: Pick<Slo, 'alerting'>): Severity | undefined {
  const enabled = severities.filter((severity) => isEnabled(severity, { alerting }));
  const asked = enabled.filter((severity) => alerting.pairs?.some((pair) => pair.severity === severity));
  return asked[0] ?? enabled[0];
}

/** Whether a specification leaves the alerts of a severity on. */
export const isEnabled = (severity: Severity, { alerting }: Pick<Slo, 'alerting'>): boolean =>
  alerting[severity]?.off !== true;
