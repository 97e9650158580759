import type { LedgerReport, LedgerRow } from '@express-slo-stack/demo';
import type { OwnRequest } from './breakage';

/** Requests that ended alike, as whoever sent them counted. */
export type LedgerGain = Pick<LedgerRow, 'route' | 'status' | 'count' | 'slow'>;

/** The requests of a scenario. */
export interface Requests {
  /** Answered while Prometheus ran. */
  readonly answered: number;
  /** Answered while Prometheus did not run. */
  readonly answeredUnseen: number;
  /** Without an answer, by the reason. */
  readonly unanswered: Readonly<Record<string, number>>;
  /** Answered on the routes of SLOs, and in no scrape: those of a process that ended after its last scrape. */
  readonly uncounted: number;
}

const isAnswered = ({ status }: LedgerGain): boolean => typeof status === 'number';
const isFailed = ({ status }: LedgerGain): boolean => typeof status === 'number' && status >= 500;

const failures = (row: LedgerGain): number => (isFailed(row) ? row.count : 0);
/** Answers that are failures count against availability already. */
const slowAnswers = (row: LedgerGain): number => (isAnswered(row) && !isFailed(row) ? row.slow : 0);

const ingestion = /^\/api\/:projectId\/(envelope|security|store)\/$/;
const restApi = /^\/api\/0\//;

/** What each SLO calls bad: on which routes, and how many of a row. */
const badByLedger: Readonly<Record<string, readonly [routes: RegExp, bad: (row: LedgerGain) => number]>> = {
  'ingest-availability': [ingestion, failures],
  'api-availability': [restApi, failures],
  'ingest-latency': [ingestion, slowAnswers],
  'api-latency': [restApi, slowAnswers],
};

/** The SLOs that a client can keep a ledger of. */
export const slosOfClients = Object.keys(badByLedger);

/** Every request that one of the SLOs counts is in one of these. */
export const AVAILABILITY_SLOS = ['ingest-availability', 'api-availability'] as const;

/** What a ledger gained between two readings. */
export function gainedBetween(before: LedgerReport, after: LedgerReport): LedgerGain[] {
  const keyOf = ({ app, method, route, status }: LedgerRow): string => [app, method, route, status].join(' ');
  const known = new Map(before.rows.map((row) => [keyOf(row), row]));
  return after.rows.map((row) => {
    const { count = 0, slow = 0 } = known.get(keyOf(row)) ?? {};
    return { route: row.route, status: row.status, count: row.count - count, slow: row.slow - slow };
  });
}

export const ownRows = (requests: readonly OwnRequest[]): LedgerGain[] =>
  requests.map((request) => ({ ...request, count: 1, slow: 0 }));

const sum = (rows: readonly LedgerGain[]): number => rows.reduce((total, { count }) => total + count, 0);

/** Answers that an SLO calls bad; null for an SLO that no client can keep a ledger of. */
export function badIn(rows: readonly LedgerGain[], slo: string): number | null {
  const ledger = badByLedger[slo];
  if (ledger === undefined) return null;
  const [routes, bad] = ledger;
  return rows.filter(({ route }) => routes.test(route)).reduce((total, row) => total + bad(row), 0);
}

/** Answers on the routes of the SLOs, good and bad. */
export const answeredOnSlos = (rows: readonly LedgerGain[]): number =>
  sum(rows.filter((row) => isAnswered(row) && [ingestion, restApi].some((routes) => routes.test(row.route))));

/** @param unseen what the ledger gained while Prometheus did not run; part of `rows` */
export function requestsIn(
  rows: readonly LedgerGain[],
  unseen: readonly LedgerGain[],
): Omit<Requests, 'uncounted'> {
  const unanswered: Record<string, number> = {};
  for (const { status, count } of rows.filter((row) => !isAnswered(row) && row.count > 0)) {
    unanswered[status] = (unanswered[status] ?? 0) + count;
  }
  const answeredUnseen = sum(unseen.filter(isAnswered));
  return { answered: sum(rows.filter(isAnswered)) - answeredUnseen, answeredUnseen, unanswered };
}
