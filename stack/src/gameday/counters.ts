import { type Curve, getJson, rangeQuery } from '@express-slo-stack/demo';
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

/**
 * What an SLO's rule takes the rate of, as counted since the start: the rule's expression without its rates. Undefined
 * for an expression that is not made of rates.
 */
export function countersIn(expr: string): string | undefined {
  const counters = expr.replace(/rate\(((?:[^[\]"]|"[^"]*")*)\[\w+\]\)/g, '$1');
  return counters === expr || /\[\w+\]/.test(counters) ? undefined : counters;
}

/** How much a counter gained. Where it fell it began anew, as `increase` has it; nothing is extrapolated. */
export function gainOf(values: readonly number[]): number {
  return values.reduce((gained, value, index) => {
    const before = values[index - 1] ?? value;
    return gained + (value < before ? value : value - before);
  }, 0);
}

/**
 * Bad events of an SLO between two moments, in milliseconds since the epoch, as the scraped counters have them. Null for an
 * SLO that reads no counters. Rejects when Prometheus does not answer.
 */
export async function badByCounters(
  prometheusUrl: string,
  slo: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number | null> {
  const { data } = await getJson<RuleGroups>(`${prometheusUrl}/api/v1/rules?type=record`);
  const rule = data.groups
    .flatMap(({ rules }) => rules)
    .find(
      ({ name, labels }) =>
        name === 'slo:errors:rate1m' && labels?.['slo'] === slo && labels['service'] === SERVICE,
    );
  const counters = countersIn(rule?.query ?? '');
  if (counters === undefined) return null;
  // The last step must not lie before the end: the newest scrape would be left out.
  const steps = Math.ceil((to - from) / 1000 / STEP_SECONDS);
  const range = {
    from: to / 1000 - steps * STEP_SECONDS,
    to: to / 1000,
    stepSeconds: STEP_SECONDS,
  };
  const [curve] = await rangeQuery(prometheusUrl, counters, range);
  return gainOf(valuesOf(curve));
}

const valuesOf = (curve: Curve | undefined): number[] => (curve?.points ?? []).map(([, value]) => value);
