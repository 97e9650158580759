import type { Dashboard } from '../dashboards';
import { dashboardRules } from './dashboard-rules';
import { exceptions } from './exceptions';
import { panelRules } from './panel-rules';
import type { Finding, Rule } from './rule';
import { targetRules } from './target-rules';

/** The rules of grafana/dashboard-linter for Prometheus, by their names there. */
export const rules: readonly Rule[] = [...dashboardRules, ...panelRules, ...targetRules];

/** What all rules have against a dashboard, exceptions or not. */
export const lint = (dashboard: Dashboard): readonly Finding[] =>
  rules.flatMap(({ name, check }) =>
    check(dashboard).map((found) => ({ rule: name, dashboard: dashboard.uid, ...found })),
  );

/** Whether an exception covers what was found. */
export const isExcepted = ({ rule, dashboard }: Finding): boolean =>
  exceptions.some((one) => one.rules.includes(rule) && one.dashboards.includes(dashboard));

export { exceptions };
