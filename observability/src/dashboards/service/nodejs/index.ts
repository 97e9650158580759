import type { Slo } from '../../../slo';
import { deployAnnotation } from '../../builder/annotations';
import { dashboard } from '../../builder/dashboard';
import type { TogetherOptions } from '../../options';
import { uids } from '../../uids';
import { serviceAlerts } from '../alerts';
import { onward } from '../onward';
import { scope, scopeVariables } from '../scope';
import { eventLoop } from './event-loop';
import { memory } from './memory';
import { now } from './now';
import { process } from './process';

/** The processes themselves, as this package's process metrics describe them. */
export function nodejsDashboard(slos: readonly Slo[], options: TogetherOptions): string {
  const links = onward(slos, options);
  return dashboard({
    uid: uids.nodejs,
    together: options.together,
    description: 'Processes: event loop, memory, garbage collection, CPU, open files.',
    over: '1h',
    variables: scopeVariables('nodejs_version_info'),
    annotations: [serviceAlerts(options), deployAnnotation(scope)],
    links: links.service,
    rows: [now(links), eventLoop, memory, process],
  });
}
