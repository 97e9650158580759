import type { Slo } from '../../../slo';
import { deployAnnotation } from '../../builder/annotations';
import { dashboard } from '../../builder/dashboard';
import { labelVariable } from '../../builder/variables';
import type { TogetherOptions } from '../../options';
import { uids } from '../../uids';
import { serviceAlerts } from '../alerts';
import { onward } from '../onward';
import { durationHistogram, route } from '../requests';
import { scope, scopeVariables } from '../scope';
import { latency } from './latency';
import { limits } from './limits';
import { now } from './now';
import { routes } from './routes';
import { traffic } from './traffic';

/** Any service that is instrumented with this package: what is asked, how it is answered, how fast. */
export function apiDashboard(slos: readonly Slo[], options: TogetherOptions): string {
  const links = onward(slos, options);
  return dashboard({
    uid: uids.api,
    together: options.together,
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
    annotations: [serviceAlerts(options), deployAnnotation(scope)],
    links: links.service,
    rows: [now(links), traffic(links), latency(links), routes, limits],
  });
}
