import type { DemoClient, FaultName } from '@express-slo-stack/demo';
import { uids } from '@express-slo-stack/observability/dashboards';
import type { Question } from './question';

/** What must happen before a query can have data, and how the proof makes it happen. */
export interface Happening {
  /** What happens, for people. */
  readonly title: string;
  /** Why the query is rightly empty before. */
  readonly reason: string;
  readonly fills: Pick<Question, 'kind' | 'title'> & { readonly from: readonly string[] };
  readonly fault: FaultName;
  /** Whether requests fail by it, and so SLOs lose budget. */
  readonly burnsBudget: boolean;
  readonly begin: (demo: DemoClient, forSeconds: number) => Promise<unknown>;
  /** The longest that it takes until the queries have data, in seconds. */
  readonly withinSeconds: number;
}

/**
 * Everything that has no data on a stack that is well. Counters and states are not here: they exist at zero from the
 * start, and a panel of them shows it.
 */
export const happenings: readonly Happening[] = [
  {
    title: 'every request is answered 503 until an SLO pages',
    reason: 'No alert of the service has fired in the time that the dashboard shows.',
    fills: {
      kind: 'annotation',
      title: 'Alerts',
      from: [uids.overview, uids.detail, uids.api, uids.nodejs, uids.ingestion],
    },
    fault: 'errors',
    burnsBudget: true,
    begin: (demo, forSeconds) => demo.setFault('errors', { share: 1, scope: 'all', status: 503, forSeconds }),
    withinSeconds: 300,
  },
  {
    title: 'Alertmanager is down until MonitoringTargetDown fires, after five minutes',
    reason: 'No alert of the monitoring has fired in the time that the dashboard shows.',
    fills: { kind: 'annotation', title: 'Alerts', from: [uids.monitoring] },
    fault: 'alertmanager-down',
    burnsBudget: false,
    begin: (demo, forSeconds) => demo.setFault('alertmanager-down', { forSeconds }),
    withinSeconds: 480,
  },
];

/** The happening that a question waits for, where it is rightly empty before. */
export const awaitedBy = ({ kind, title, from }: Question): Happening | undefined =>
  happenings.find(
    ({ fills }) => fills.kind === kind && fills.title === title && fills.from.some((uid) => uid === from),
  );
