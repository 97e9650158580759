import {
  budgetIntervalSeconds,
  errorBudget,
  intervalSeconds,
  infoNames,
  recordNames,
  type RecordingRule,
} from '@express-slo-stack/observability/slo';
import { alongGrid, type Grid } from './grid';
import type { Series } from './series';
import type { SloHistory } from './slo-history';

/** Every so many seconds a sample of what no sum is made of; the last hours are as dense as live. */
const COARSE_SECONDS = 300;

type ValueAt = (index: number) => number;

/** What each record of an SLO was at any moment, by its name. */
function valuesByRecord(history: SloHistory): ReadonlyMap<string, ValueAt> {
  const { slo, plan } = history.compiled;
  const budget = Number(errorBudget(slo));
  const current = Math.min(...plan.windows);
  const burn = (index: number): number => history.ratio(index, plan.periodSeconds) / budget;
  return new Map<string, ValueAt>([
    [recordNames.errors, (index) => history.errors[index] ?? NaN],
    [recordNames.total, (index) => history.total[index] ?? NaN],
    ...[...plan.windows, plan.periodSeconds].map((window): [string, ValueAt] => [
      recordNames.ratio(window),
      (index) => history.ratio(index, window),
    ]),
    ['slo:current_burn_rate:ratio', (index) => history.ratio(index, current) / budget],
    ['slo:objective:ratio', () => Number(slo.objective)],
    ['slo:error_budget:ratio', () => budget],
    ['slo:time_period:days', () => plan.periodSeconds / 86_400],
    [infoNames.house, () => 1],
    ['slo:period_burn_rate:ratio', burn],
    ['slo:period_error_budget_remaining:ratio', (index) => 1 - burn(index)],
  ]);
}

/**
 * The recorded series of an SLO, named and labelled by its own rules. The two base records at their group's interval for
 * the whole month, for sums over them are weighted by it; the others every five minutes, and at their groups' interval
 * for the last `denseSeconds`.
 */
export function recordedSeries(history: SloHistory, grid: Grid, denseSeconds: number): Series[] {
  const values = valuesByRecord(history);
  const summed: readonly string[] = [recordNames.errors, recordNames.total];
  const [often, seldom] = [intervalSeconds, budgetIntervalSeconds];
  return history.compiled.groups.flatMap(({ rules }, group) =>
    rules
      .filter((rule): rule is RecordingRule => 'record' in rule)
      .flatMap(({ record, labels }) => {
        const valueAt = values.get(record);
        if (valueAt === undefined) return [];
        const dense = group === 0 ? often : seldom;
        const isKept = (index: number): boolean => {
          const before = (grid.count - 1 - index) * grid.step;
          return summed.includes(record) || before % (before < denseSeconds ? dense : COARSE_SECONDS) === 0;
        };
        const kept = (): Float64Array => alongGrid(grid, (index) => (isKept(index) ? valueAt(index) : NaN));
        return [{ name: record, labels, grid, values: kept }];
      }),
  );
}
