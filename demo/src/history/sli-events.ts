import { selectorsOf, type Matcher, type Slo } from '@express-slo-stack/observability/slo';
import { alongGrid } from './grid';
import { countWithin, type RequestCell, type Simulation } from './simulate';

/** What an SLO counts in each step of the month. */
export interface SliEvents {
  readonly bad: Float64Array;
  readonly all: Float64Array;
}

/** The request histogram that SLOs read. */
export const REQUEST_HISTOGRAM = 'http_server_request_duration_seconds';

const holds = ({ operator, value }: Matcher, label = ''): boolean => {
  if (operator === '=' || operator === '!=') return (label === value) === (operator === '=');
  return new RegExp(`^(?:${value})$`, 's').test(label) === (operator === '=~');
};

/** The matchers of a query that is one selector of `metric`; nothing when it is anything else. */
function matchersOf(query: string, metric: string): readonly Matcher[] | undefined {
  const [selector, ...others] = selectorsOf(query);
  const isOne = selector?.metric === metric && others.length === 0;
  return isOne && selector.from === 0 && selector.to === query.length ? selector.matchers : undefined;
}

const sumOf = (counts: readonly Float64Array[], simulation: Simulation): Float64Array => {
  const sum = new Float64Array(simulation.grid.count);
  for (const part of counts)
    for (let index = 0; index < sum.length; index += 1) {
      sum[index] = (sum[index] ?? 0) + (part[index] ?? 0);
    }
  return sum;
};

const steps = (counter: Float64Array): Float64Array =>
  counter.map((value, index) => value - (counter[index - 1] ?? 0));

/**
 * What an SLO counts, read from the month by the SLO's own selectors. Nothing when it is of a kind that the history
 * does not know: grouped, by time slices, or of other metrics than the request histogram and `up`.
 * @param target labels of the API's target, `job` and `instance` among them
 */
export function eventsOf(
  slo: Slo,
  simulation: Simulation,
  target: Readonly<Record<string, string>>,
): SliEvents | undefined {
  const { sli, budgeting, groupBy } = slo;
  if (budgeting.method !== 'occurrences' || groupBy.length > 0) return undefined;
  if (sli.kind === 'gauge') return scrapeEvents(sli.query.promql, simulation, target);
  if (sli.kind !== 'events' || !sli.counter) return undefined;

  const matching = (query: string, metric: string, except?: string): RequestCell[] | undefined => {
    const matchers = matchersOf(query, metric)?.filter(({ label }) => label !== except);
    return (
      matchers &&
      simulation.cells.filter(({ labels }) =>
        matchers.every((matcher) => holds(matcher, { ...target, ...labels }[matcher.label])),
      )
    );
  };
  const total = matching(sli.total.promql, `${REQUEST_HISTOGRAM}_count`);
  const counted =
    sli.latency === undefined
      ? matching(sli.query.promql, `${REQUEST_HISTOGRAM}_count`)
      : matching(sli.query.promql, `${REQUEST_HISTOGRAM}_bucket`, 'le');
  if (total === undefined || counted === undefined) return undefined;

  const threshold = Number(sli.latency?.threshold ?? Infinity);
  const all = sumOf(
    total.map(({ counts }) => counts),
    simulation,
  );
  const found = sumOf(
    counted.map((cell) => (threshold === Infinity ? cell.counts : steps(countWithin(cell, threshold)))),
    simulation,
  );
  const bad =
    sli.counts === 'errors' ? found : all.map((count, index) => Math.max(0, count - (found[index] ?? 0)));
  return { all, bad };
}

function scrapeEvents(
  query: string,
  { grid, scrapes }: Simulation,
  target: Readonly<Record<string, string>>,
): SliEvents | undefined {
  const isOurs = matchersOf(query, 'up')?.every((matcher) => holds(matcher, target[matcher.label]));
  if (!isOurs) return undefined;
  return {
    all: alongGrid(grid, () => scrapes.all),
    bad: scrapes.answered.map((answered) => scrapes.all - answered),
  };
}
