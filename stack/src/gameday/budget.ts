import { type LedgerReport, type LedgerRow, queryValue } from '@express-slo-stack/demo';
import type { OwnRequest } from './breakage';
import { SERVICE } from './scenarios';

/** The interval of the rule groups that make the base records: one record stands for so many seconds. */
const RECORD_SECONDS = 30;

/** SLOs that count statuses, by the routes that they count: what a client can keep a ledger of. */
const countedRoutes: Readonly<Record<string, RegExp>> = {
  'ingest-availability': /^\/api\/:projectId\/(envelope|store)\/$/,
  'api-availability': /^\/api\/0\//,
};
/** Every SLO of the sample service. */
const SLOS = [...Object.keys(countedRoutes), 'ingest-latency', 'api-latency', 'target-availability'];

/** What a scenario cost one SLO, in events. */
export interface BudgetSpent {
  readonly slo: string;
  readonly badByMetrics: number;
  /** Of the budget of thirty days; 1 is all of it. */
  readonly shareOfBudget: number;
  /** What the client was told; null for an SLO that no client can keep a ledger of. */
  readonly badByLedger: number | null;
}

/** The requests of a scenario, as whoever sent them counted. */
export interface Requests {
  /** Answered while Prometheus ran. */
  readonly answered: number;
  /** Answered while Prometheus did not run. */
  readonly answeredUnseen: number;
  /** Without an answer, by the reason. */
  readonly unanswered: Readonly<Record<string, number>>;
}

type Row = Pick<LedgerRow, 'route' | 'status' | 'count'>;

/** What a ledger gained between two readings. */
export function gainedBetween(before: LedgerReport, after: LedgerReport): Row[] {
  const keyOf = ({ app, method, route, status }: LedgerRow): string => [app, method, route, status].join(' ');
  const counts = new Map(before.rows.map((row) => [keyOf(row), row.count]));
  return after.rows.map((row) => ({
    route: row.route,
    status: row.status,
    count: row.count - (counts.get(keyOf(row)) ?? 0),
  }));
}

export const ownRows = (requests: readonly OwnRequest[]): Row[] =>
  requests.map((request) => ({ ...request, count: 1 }));

const sum = (rows: readonly Row[]): number => rows.reduce((total, { count }) => total + count, 0);
const isAnswered = ({ status }: Row): boolean => typeof status === 'number';

/** Answers that an availability SLO calls bad. */
export const badIn = (rows: readonly Row[], slo: string): number | null => {
  const routes = countedRoutes[slo];
  if (routes === undefined) return null;
  return sum(
    rows.filter(({ route, status }) => typeof status === 'number' && status >= 500 && routes.test(route)),
  );
};

/** @param unseen what the ledger gained while Prometheus did not run; part of `rows` */
export function requestsIn(rows: readonly Row[], unseen: readonly Row[]): Requests {
  const unanswered: Record<string, number> = {};
  for (const { status, count } of rows.filter((row) => !isAnswered(row) && row.count > 0)) {
    unanswered[status] = (unanswered[status] ?? 0) + count;
  }
  const answeredUnseen = sum(unseen.filter(isAnswered));
  return { answered: sum(rows.filter(isAnswered)) - answeredUnseen, answeredUnseen, unanswered };
}

/** What a scenario cost every SLO. Rejects when Prometheus does not answer. */
export async function budgetSpent(
  prometheusUrl: string,
  { from, to }: { readonly from: number; readonly to: number },
  rows: readonly Row[],
): Promise<BudgetSpent[]> {
  const seconds = Math.ceil((to - from) / 1000);
  return Promise.all(
    SLOS.map(async (slo) => {
      const labels = `{service="${SERVICE}", slo="${slo}"}`;
      const ask = async (query: string): Promise<number> => (await queryValue(prometheusUrl, query)) ?? 0;
      const eventsOf = (record: string, range: string): Promise<number> =>
        ask(`sum_over_time(${record}${labels}[${range}] @ ${to / 1000}) * ${RECORD_SECONDS}`);
      const [bad, total, budget] = await Promise.all([
        eventsOf('slo:errors:rate1m', `${seconds}s`),
        eventsOf('slo:total:rate1m', '30d'),
        ask(`slo:error_budget:ratio${labels}`),
      ]);
      return {
        slo,
        badByMetrics: bad,
        shareOfBudget: total * budget > 0 ? bad / (total * budget) : 0,
        badByLedger: badIn(rows, slo),
      };
    }),
  );
}
