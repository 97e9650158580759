import type { AlertSample } from './alert-samples';
import { service } from './project';
import { alerts } from './rules';

const slos = new Set(alerts.flatMap(({ labels }) => labels?.['slo'] ?? []));

/** The sample as it runs, as far as variables and annotations read it. */
export const sampleSeries: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ...[...slos].map((slo) => `slo:objective:ratio{service="${service}", slo="${slo}"}`),
    ...[service, 'prometheus', 'alertmanager'].map((job) => `up{job="${job}", instance="a"}`),
    `build_info{service="${service}", job="${service}", instance="a"}`,
    `http_server_request_duration_seconds_count{job="${service}", instance="a", http_route="/"}`,
  ].map((series) => [series, 1]),
);

/** The series of an alert that fires. */
export const alertSeries = ({ alert, labels }: Pick<AlertSample, 'alert' | 'labels'>) =>
  `ALERTS{${Object.entries({ alertname: alert, alertstate: 'firing', ...labels })
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(', ')}}`;
