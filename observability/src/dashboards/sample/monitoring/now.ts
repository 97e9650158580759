import type { Row } from '../../builder/dashboard';
import { statPanel } from '../../builder/stat';
import { noneIsGood, scale, words } from '../../builder/thresholds';
import { gauge, increaseShown, rate } from './queries';

const yesIsGood = {
  colours: scale('red', [1, 'green']),
  mappings: [words({ 0: ['rejected', 'red'], 1: ['in use', 'green'] })],
};

/** The monitoring in six numbers. */
export const now = (runbooks: string): Row => ({
  title: 'Now',
  panels: [
    statPanel({
      title: 'Targets down',
      description: 'Targets whose last scrape failed: nothing is known of them since.',
      unit: 'none',
      width: 4,
      queries: [{ expr: `sum(${gauge('up')} == bool 0)` }],
      colours: noneIsGood,
      links: { 'Runbook: TargetDown': `${runbooks}/TargetDown.md` },
    }),
    statPanel({
      title: 'Configuration of Prometheus',
      description: 'Whether Prometheus uses what it read last, rules too. If not, the last good one stays.',
      unit: 'none',
      width: 4,
      queries: [{ expr: `min(${gauge('prometheus_config_last_reload_successful')})` }],
      ...yesIsGood,
      links: { 'Runbook: PrometheusConfigReloadFailed': `${runbooks}/PrometheusConfigReloadFailed.md` },
    }),
    statPanel({
      title: 'Configuration of Alertmanager',
      description:
        'Whether Alertmanager uses the routes it read last. If not, pages go the way of the last good ones.',
      unit: 'none',
      width: 4,
      queries: [{ expr: `min(${gauge('alertmanager_config_last_reload_successful')})` }],
      ...yesIsGood,
      links: { 'Runbook: AlertmanagerConfigReloadFailed': `${runbooks}/AlertmanagerConfigReloadFailed.md` },
    }),
    statPanel({
      title: 'Rule failures',
      description: 'Evaluations that failed in the time shown: records have gaps and alerts are silent.',
      unit: 'none',
      width: 4,
      queries: [{ expr: `sum(${increaseShown('prometheus_rule_evaluation_failures_total')})` }],
      decimals: 0,
      colours: noneIsGood,
      links: { 'Runbook: PrometheusRuleFailures': `${runbooks}/PrometheusRuleFailures.md` },
    }),
    statPanel({
      title: 'Failed notifications',
      description: 'Notifications that Alertmanager could not deliver in the time shown.',
      unit: 'none',
      width: 4,
      queries: [{ expr: `sum(${increaseShown('alertmanager_notifications_failed_total')})` }],
      decimals: 0,
      colours: noneIsGood,
      links: {
        'Runbook: AlertmanagerNotificationsFailing': `${runbooks}/AlertmanagerNotificationsFailing.md`,
      },
    }),
    statPanel({
      title: 'Samples stored',
      description: 'Per second, from scrapes and rules.',
      unit: 'cps',
      width: 4,
      queries: [{ expr: `sum(${rate('prometheus_tsdb_head_samples_appended_total')})` }],
    }),
  ],
});
