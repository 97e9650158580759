import { alertAnnotation, firingAlerts } from '../../builder/annotations';
import { dashboard } from '../../builder/dashboard';
import type { TogetherOptions } from '../../options';
import { scope, scopeVariables } from '../../service/scope';
import { labelsOf } from '../../slo/selectors';
import { uids } from '../../uids';
import { now } from './now';
import { alertmanager } from './alertmanager';
import { notifications } from './notifications';
import { resources } from './resources';
import { ruleEvaluation } from './rule-evaluation';
import { scrapes } from './scrapes';
import { storage } from './storage';

/** What watches the service: Prometheus and Alertmanager, by what they say of themselves. */
export function monitoringDashboard(options: TogetherOptions): string {
  const { runbooks } = options;
  return dashboard({
    uid: uids.monitoring,
    together: options.together,
    description:
      'Scrapes, rules, notifications, storage: can the other dashboards and the alerts be believed?',
    over: '1h',
    variables: scopeVariables('up'),
    annotations: [
      alertAnnotation(firingAlerts('service=~"prometheus|alertmanager"', scope), labelsOf(options)),
    ],
    links: { Runbooks: runbooks },
    rows: [now(runbooks), scrapes, ruleEvaluation, notifications, alertmanager, storage, resources],
  });
}
