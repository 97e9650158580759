import { queryValue } from '@express-slo-stack/demo';
import { type LedgerGain, badIn, slosOfClients } from './client-ledger';
import { badByCounters } from './counters';
import { type Scenario, SERVICE } from './scenarios';

/** The interval of the rule groups that make the base records: one record stands for so many seconds. */
const RECORD_SECONDS = 30;

/** Every SLO of the sample service: no client keeps a ledger of scrapes. */
const SLOS = [...slosOfClients, 'target-availability'];

/** What a scenario cost one SLO, in events. */
export interface BudgetSpent {
  readonly slo: string;
  /** As the rules recorded it: what the budget is made of. */
  readonly badByMetrics: number;
  /** Of the budget of thirty days; 1 is all of it. */
  readonly shareOfBudget: number;
  /** What the scraped counters gained; null for an SLO that reads no counters. */
  readonly badByCounters: number | null;
  /** What the client was answered, and how long it waited; null for an SLO that no client can keep a ledger of. */
  readonly badByLedger: number | null;
  /** Whether the ledger's count and those by metrics must agree. */
  readonly isHeld: boolean;
}

/**
 * How long an answer took differs by whose clock it is: the client's sees the way and the queue before the API too. On a busy
 * machine that decides about answers near the threshold. It does not where the scenario makes them slow by far more.
 */
function mustAgree(slo: string, { expected, alsoPages = [] }: Scenario): boolean {
  const hurt = expected.page === 'burn' ? [expected.slo, ...alsoPages] : alsoPages;
  return slosOfClients.includes(slo) && (!slo.endsWith('-latency') || hurt.includes(slo));
}

/** What a scenario cost every SLO. Rejects when Prometheus does not answer. */
export async function budgetSpent(
  prometheusUrl: string,
  scenario: Scenario,
  range: { readonly from: number; readonly to: number },
  rows: readonly LedgerGain[],
): Promise<BudgetSpent[]> {
  const seconds = Math.ceil((range.to - range.from) / 1000);
  return Promise.all(
    SLOS.map(async (slo) => {
      const labels = `{service="${SERVICE}", slo="${slo}"}`;
      const ask = async (query: string): Promise<number> => (await queryValue(prometheusUrl, query)) ?? 0;
      const eventsOf = (record: string, window: string): Promise<number> =>
        ask(`sum(sum_over_time(${record}${labels}[${window}] @ ${range.to / 1000})) * ${RECORD_SECONDS}`);
      const [bad, total, budget, counted] = await Promise.all([
        eventsOf('slo:errors:rate1m', `${seconds}s`),
        eventsOf('slo:total:rate1m', '30d'),
        ask(`max(slo:error_budget:ratio${labels})`),
        badByCounters(prometheusUrl, slo, range),
      ]);
      return {
        slo,
        badByMetrics: bad,
        shareOfBudget: total * budget > 0 ? bad / (total * budget) : 0,
        badByCounters: counted,
        badByLedger: badIn(rows, slo),
        isHeld: mustAgree(slo, scenario),
      };
    }),
  );
}
