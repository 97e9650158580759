import type { Slo } from '../../../slo';
import { deployAnnotation } from '../../builder/annotations';
import { dashboard } from '../../builder/dashboard';
import type { TogetherOptions } from '../../options';
import { serviceAlerts } from '../../service/alerts';
import { onward } from '../../service/onward';
import { scope, scopeVariables } from '../../service/scope';
import { labelsOf } from '../../slo/selectors';
import { uids } from '../../uids';
import { answers } from './answers';
import { items } from './items';
import { losses } from './losses';
import { now } from './now';
import { ingestPath } from './queries';
import { retention } from './retention';

/** What the sample API does with the events of SDKs, from the door to their deletion. */
export function ingestionDashboard(slos: readonly Slo[], options: TogetherOptions): string {
  const links = onward(
    slos.filter(({ sli }) => sli.query.promql.includes(ingestPath)),
    options,
  );
  return dashboard({
    uid: uids.ingestion,
    together: options.together,
    description: 'Events of SDKs: what came in, what was stored, what was lost where and why.',
    over: '1h',
    variables: scopeVariables('gt_ingest_items_total'),
    // Of the SLOs of ingestion, and of the service as a whole: those have no SLO.
    annotations: [serviceAlerts(options, `${labelsOf(options).slo}=~"ingest-.+|"`), deployAnnotation(scope)],
    links: links.service,
    rows: [now(links), items, losses, answers(links), retention],
  });
}
