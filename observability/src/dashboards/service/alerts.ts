import type { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { alertAnnotation, firingAlerts } from '../builder/annotations';
import type { DashboardOptions } from '../options';
import { labelsOf } from '../slo/selectors';
import { scope } from './scope';

/**
 * The alerts of the services whose processes the viewer chose. Alerts have no labels of processes: `build_info` tells
 * which service they are of, for a day after they were last scraped, as alerts matter most when nothing answers.
 */
export function serviceAlerts(
  options: Pick<DashboardOptions, 'naming'>,
  ...matchers: readonly string[]
): AnnotationQueryBuilder {
  const labels = labelsOf(options);
  const firing = firingAlerts(...matchers);
  const named =
    labels.service === 'service'
      ? firing
      : `label_replace(${firing}, "service", "$1", "${labels.service}", "(.+)")`;
  return alertAnnotation(
    `${named}\n  and on (service) group by (service) (last_over_time(build_info{${scope}}[1d]))`,
    labels,
  );
}
