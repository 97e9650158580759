import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { chosenDatasource } from './query';

/** Alerts that fire, as regions; `selector` narrows the series `ALERTS`, `title` names one alert by its labels. */
export const alertAnnotation = (selector: string, title: string): AnnotationQueryBuilder =>
  annotation('Alerts', 'red')
    .expr(`ALERTS{alertstate="firing", ${selector}}`)
    .titleFormat(title)
    .textFormat('{{burn}}')
    .tagKeys('severity,service,slo');

/** Starts of a version, as lines: `selector` narrows the series `build_info`. A restart draws the line again. */
export const deployAnnotation = (selector: string): AnnotationQueryBuilder =>
  annotation('Deploys and restarts', 'blue')
    .expr(
      `1000 * min by (service, version, revision) (\n` +
        `  process_start_time_seconds * on (job, instance) group_left (service, version, revision) build_info{${selector}}\n)`,
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
