import type { PlannedSlo } from '../../../slo';
import { alertAnnotation, deployAnnotation } from '../../builder/annotations';
import { dashboard } from '../../builder/dashboard';
import { labelVariable } from '../../builder/variables';
import type { TogetherOptions } from '../../options';
import { uids } from '../../uids';
import { alertsAround } from '../expressions';
import { manyNames } from '../selectors';
import { history } from './history';
import { now } from './now';
import { table } from './table';

/** Every SLO at once: is anything about to be missed, and which? */
export function overviewDashboard(slos: readonly PlannedSlo[], options: TogetherOptions): string {
  const names = manyNames(options, slos);
  return dashboard({
    uid: uids.overview,
    together: options.together,
    description: 'Every SLO: what is promised, whether it is kept, how much of the error budget is left.',
    over: '24h',
    variables: [
      labelVariable({
        name: 'service',
        title: 'Service',
        label: names.service,
        of: 'slo:objective:ratio',
        all: '.+',
      }),
      labelVariable({
        name: 'slo',
        title: 'SLO',
        label: names.slo,
        of: `slo:objective:ratio{${names.service}=~"$service"}`,
        all: '.+',
      }),
    ],
    annotations: [alertAnnotation(alertsAround(names), names), deployAnnotation('service=~"$service"')],
    links: { Runbooks: options.runbooks },
    rows: [now(names, options, slos), table(names, options, slos), history(names, options, slos)],
  });
}
