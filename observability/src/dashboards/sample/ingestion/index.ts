import { alertAnnotation, deployAnnotation } from '../../builder/annotations';
import { dashboard } from '../../builder/dashboard';
import { scope, scopeVariables } from '../../service/scope';
import { uids } from '../../uids';
import { answers } from './answers';
import { items } from './items';
import { losses } from './losses';
import { now } from './now';
import { retention } from './retention';

/** What the sample API does with the events of SDKs, from the door to their deletion. */
export const ingestionDashboard = (): string =>
  dashboard({
    uid: uids.ingestion,
    title: 'Ingestion',
    description: 'Events of SDKs: what came in, what was stored, what was lost where and why.',
    over: '1h',
    variables: scopeVariables('gt_ingest_items_total'),
    annotations: [alertAnnotation('slo=~"ingest-.+"', '{{alertname}} {{slo}}'), deployAnnotation(scope)],
    rows: [now, items, losses, answers, retention],
  });
