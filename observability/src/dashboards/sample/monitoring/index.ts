import { alertAnnotation, firingAlerts } from '../../builder/annotations';
import { dashboard } from '../../builder/dashboard';
import type { TogetherOptions } from '../../options';
import { alertScope, scopeVariables } from '../../service/scope';
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
  const labels = labelsOf(options);
  return dashboard({
    uid: uids.monitoring,
    together: options.together,
    description:
      'Scrapes, rules, notifications, storage: can the other dashboards and the alerts be believed?',
    over: '1h',
    variables: scopeVariables('up'),
    annotations: [
      // Not only the monitoring's own: of whatever it scrapes, but not of SLOs, whose alerts are about no target.
      alertAnnotation(firingAlerts(`${labels.slo}=""`, alertScope), labels),
    ],
    links: { Runbooks: runbooks },
    rows: [now(runbooks), scrapes, ruleEvaluation, notifications, alertmanager, storage, resources],
  });
}
