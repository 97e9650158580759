import { isFailure, type Outcome } from './outcome';

/** What was sent: by whom, and to which route template. */
export interface Sent {
  readonly app: string;
  readonly method: string;
  readonly route: string;
}

/** What the latency SLOs allow an answer to take (observability/slos), in seconds. */
export const SLOW_SECONDS = 0.25;

export interface LedgerRow extends Sent {
  readonly status: Outcome;
  readonly count: number;
  /** Those that took longer than {@link SLOW_SECONDS}, from sending to the answer's head, by our clock. */
  readonly slow: number;
}

/** A request that was due and was not made: too many were under way, or the API was away. SDKs tell nothing of theirs. */
export interface NotSentRow {
  readonly app: string;
  readonly reason: string;
  readonly count: number;
}

/** Requests and failures (5xx, no answer) of a few seconds. */
export interface Moment {
  readonly at: string;
  readonly requests: number;
  readonly failures: number;
}

export interface LedgerReport {
  readonly since: string;
  readonly requests: number;
  readonly failures: number;
  /** Over the last minute. */
  readonly requestsPerSecond: number;
  readonly rows: readonly LedgerRow[];
  readonly notSent: readonly NotSentRow[];
  /** The last ten minutes, oldest first. */
  readonly recent: readonly Moment[];
}

/** Every request that the demo made and how it ended. Each is counted once, when it ends. */
export interface Ledger {
  /** @param seconds from sending until it ended */
  record(sent: Sent, status: Outcome, seconds: number): void;
  recordNotSent(app: string, reason: string): void;
  report(): LedgerReport;
}

const MOMENT_SECONDS = 5;
const MOMENTS_KEPT = 120;
const MOMENTS_A_MINUTE = 60 / MOMENT_SECONDS;

const keyOf = (...parts: readonly (string | number)[]): string => parts.join('\n');

type Counted<Row> = Row & { count: number };

/** Counts one more in the row of a key; `row` is how it begins. */
function countIn<Row extends object>(rows: Map<string, Counted<Row>>, key: string, row: Row): Counted<Row> {
  const counted = rows.get(key) ?? { ...row, count: 0 };
  counted.count += 1;
  rows.set(key, counted);
  return counted;
}

/** @param now milliseconds since the epoch */
export function createLedger(now: () => number = Date.now): Ledger {
  const since = now();
  const rows = new Map<string, Counted<Omit<LedgerRow, 'count' | 'slow'> & { slow: number }>>();
  const notSent = new Map<string, Counted<Omit<NotSentRow, 'count'>>>();
  const moments = new Map<number, { requests: number; failures: number }>();
  const momentNow = (): number => Math.floor(now() / 1000 / MOMENT_SECONDS);

  const recentMoments = (): Moment[] => {
    const last = momentNow();
    const first = Math.max(Math.floor(since / 1000 / MOMENT_SECONDS), last - MOMENTS_KEPT + 1);
    return Array.from({ length: last - first + 1 }, (_, index) => ({
      at: new Date((first + index) * MOMENT_SECONDS * 1000).toISOString(),
      ...(moments.get(first + index) ?? { requests: 0, failures: 0 }),
    }));
  };
  /** The moment that is under way would count too little: the rate is that of the whole ones before it. */
  const rateOf = (recent: readonly Moment[]): number => {
    const whole = recent.slice(0, -1).slice(-MOMENTS_A_MINUTE);
    if (whole.length === 0) return 0;
    return whole.reduce((sum, { requests }) => sum + requests, 0) / (whole.length * MOMENT_SECONDS);
  };

  return {
    record({ app, method, route }, status, seconds) {
      const row = countIn(rows, keyOf(app, method, route, status), { app, method, route, status, slow: 0 });
      if (seconds > SLOW_SECONDS) row.slow += 1;
      const moment = moments.get(momentNow()) ?? { requests: 0, failures: 0 };
      moment.requests += 1;
      if (isFailure(status)) moment.failures += 1;
      moments.set(momentNow(), moment);
      moments.delete(momentNow() - MOMENTS_KEPT);
    },
    recordNotSent(app, reason) {
      countIn(notSent, keyOf(app, reason), { app, reason });
    },
    report() {
      const all = [...rows.values()];
      const total = (counted: readonly LedgerRow[]): number =>
        counted.reduce((sum, { count }) => sum + count, 0);
      const recent = recentMoments();
      return {
        since: new Date(since).toISOString(),
        requests: total(all),
        failures: total(all.filter(({ status }) => isFailure(status))),
        requestsPerSecond: Math.round(rateOf(recent) * 10) / 10,
        rows: all.map((row) => ({ ...row })),
        notSent: [...notSent.values()].map((row) => ({ ...row })),
        recent,
      };
    },
  };
}
