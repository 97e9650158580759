import { alertAnnotation, deployAnnotation } from '../../builder/annotations';
import { dashboard } from '../../builder/dashboard';
import { labelVariable } from '../../builder/variables';
import type { DashboardOptions } from '../../options';
import { labelsOf } from '../../slo/selectors';
import { uids } from '../../uids';
import { durationHistogram, route } from '../requests';
import { scope, scopeVariables } from '../scope';
import { latency } from './latency';
import { limits } from './limits';
import { now } from './now';
import { routes } from './routes';
import { traffic } from './traffic';

/** Any service that is instrumented with this package: what is asked, how it is answered, how fast. */
export const apiDashboard = (options: DashboardOptions): string =>
  dashboard({
    uid: uids.api,
    title: 'API',
    description: 'Requests of a service: how many, how they end, how long they take, by route.',
    over: '1h',
    variables: [
      ...scopeVariables(`${durationHistogram}_count`),
      labelVariable({
        name: 'route',
        title: 'Route',
        label: route,
        of: `${durationHistogram}_count{${scope}}`,
        all: '.+',
      }),
    ],
    annotations: [
      alertAnnotation(`${labelsOf(options).slo}!=""`, `{{alertname}} {{${labelsOf(options).slo}}}`),
      deployAnnotation(scope),
    ],
    rows: [now, traffic, latency, routes, limits],
  });
