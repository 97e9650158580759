import { type Curve, getJson, instantQuery, rangeQuery } from '@express-slo-stack/demo';
import { AVAILABILITY_SLOS } from './client-ledger';
import { SERVICE } from './scenarios';

/** The scrape interval: a value for every scrape. */
const STEP_SECONDS = 15;

interface RuleGroups {
  readonly data: {
    readonly groups: readonly {
      readonly rules: readonly {
        readonly name: string;
        readonly query: string;
        readonly labels?: Readonly<Record<string, string>>;
      }[];
    }[];
  };
}

/** Without this, series of the history that nothing continues would stand beside the live ones for five minutes. */
const OLDEST_SECONDS = 3 * STEP_SECONDS;

/**
 * What an SLO's rule takes the rate of, as counted since the start by what is still scraped: the rule's expression without
 * its rates. Undefined for an expression that is not made of rates.
 */
export function countersIn(expr: string): string | undefined {
  const counters = expr.replace(
    /rate\(((?:[^[\]"]|"[^"]*")*)\[\w+\]\)/g,
    `($1 and timestamp($1) > time() - ${OLDEST_SECONDS})`,
  );
  return counters === expr || /\[\w+\]/.test(counters) ? undefined : counters;
}

/** How much a counter gained. Where it fell it began anew, as `increase` has it; nothing is extrapolated. */
export function gainOf(values: readonly number[]): number {
  return values.reduce((gained, value, index) => {
    const before = values[index - 1] ?? value;
    return gained + (value < before ? value : value - before);
  }, 0);
}

/** Two moments, in milliseconds since the epoch. */
interface Between {
  readonly from: number;
  readonly to: number;
}

/**
 * Bad events of an SLO between two moments, as the scraped counters have them. Null for an SLO that reads no counters.
 * Rejects when Prometheus does not answer.
 */
export const badByCounters = (prometheusUrl: string, slo: string, range: Between): Promise<number | null> =>
  gainedBy('slo:errors:rate1m', prometheusUrl, slo, range);

/** The events of all SLOs that clients keep a ledger of, as the scraped counters have them. Rejects as {@link badByCounters}. */
export async function totalByCounters(prometheusUrl: string, range: Between): Promise<number> {
  const gains = await Promise.all(
    AVAILABILITY_SLOS.map((slo) => gainedBy('slo:total:rate1m', prometheusUrl, slo, range)),
  );
  return gains.reduce<number>((sum, gain) => sum + (gain ?? 0), 0);
}

/** What the counters gained that an SLO's base record takes the rate of. */
async function gainedBy(
  record: string,
  prometheusUrl: string,
  slo: string,
  { from, to }: Between,
): Promise<number | null> {
  const { data } = await getJson<RuleGroups>(`${prometheusUrl}/api/v1/rules?type=record`);
  const rule = data.groups
    .flatMap(({ rules }) => rules)
    .find(({ name, labels }) => name === record && labels?.['slo'] === slo && labels['service'] === SERVICE);
  const counters = countersIn(rule?.query ?? '');
  if (counters === undefined) return null;
  // The last step must not lie before the end: the newest scrape would be left out. Nor may the first lie before the
  // beginning, and a Prometheus that was started anew scrapes at other moments: what stood then is asked for apart.
  const [first] = await instantQuery(prometheusUrl, counters, { at: from / 1000 });
  const steps = Math.floor((to - from) / 1000 / STEP_SECONDS);
  const range = {
    from: to / 1000 - steps * STEP_SECONDS,
    to: to / 1000,
    stepSeconds: STEP_SECONDS,
  };
  const [curve] = await rangeQuery(prometheusUrl, counters, range);
  return gainOf([...(first === undefined ? [] : [first.value]), ...valuesOf(curve)]);
}

const valuesOf = (curve: Curve | undefined): number[] => (curve?.points ?? []).map(([, value]) => value);
