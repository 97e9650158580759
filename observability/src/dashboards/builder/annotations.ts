import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { chosenDatasource } from './query';

/** The labels by which alerts are told apart, under the names that the rules give them. */
export interface AlertLabels {
  readonly severity: string;
  readonly service: string;
  readonly slo: string;
}

/** Matches alerts that are sent to somebody; what only mutes others is not among them. */
export const sent = 'severity!="none"';

/** Alerts that fire and are sent to somebody. */
export const firingAlerts = (...matchers: readonly string[]): string =>
  `ALERTS{${['alertstate="firing"', sent, ...matchers].join(', ')}}`;

/**
 * Alerts that fire, as regions. Each is told by what it has of severity, service, SLO and burn-rate windows: no text is
 * empty, though not every alert has all of these.
 * @param alerts series of `ALERTS`
 */
export const alertAnnotation = (
  alerts: string,
  { severity, service, slo }: AlertLabels,
): AnnotationQueryBuilder =>
  annotation('Alerts', 'red')
    .expr(`label_join(\n  ${alerts},\n  "about", " ", "${severity}", "${service}", "${slo}", "burn"\n)`)
    .titleFormat('{{alertname}}')
    .textFormat('{{about}}')
    .tagKeys([severity, service, slo].join(','));

/** Starts of a version, as lines: `selector` narrows the series `build_info`. A restart draws the line again. */
export const deployAnnotation = (selector: string): AnnotationQueryBuilder =>
  annotation('Deploys and restarts', 'blue')
    .expr(
      `1000 * min by (service, version, revision) (\n` +
        `  process_start_time_seconds * on (namespace, job, instance) group_left (service, version, revision) build_info{${selector}}\n)`,
    )
    .useValueForTime(true)
    .titleFormat('{{service}} {{version}} started')
    .textFormat('revision {{revision}}')
    .tagKeys('service,version');

const annotation = (name: string, colour: string) =>
  new AnnotationQueryBuilder()
    .name(name)
    .datasource(chosenDatasource)
    .enable(true)
    .iconColor(colour)
    .step('60s');
