import {
  intervalSeconds,
  minimumErrors,
  type AlertingRule,
  type PlannedPair,
} from '@express-slo-stack/observability/slo';
import type { Grid } from './grid';
import type { Series } from './series';
import type { SloHistory } from './slo-history';

/** Prometheus's own series of an SLO's burn alerts while they fired: what dashboards mark as incidents. */
export function firingAlerts(history: SloHistory, grid: Grid): Series[] {
  const { groups, plan } = history.compiled;
  const rules = groups
    .flatMap((group) => group.rules)
    .filter((rule): rule is AlertingRule => 'alert' in rule);
  return plan.pairs.flatMap((pair) => {
    const rule = rules.find(({ labels }) => labels['burn'] === pair.name);
    if (rule === undefined) return [];
    const labels = { alertname: rule.alert, alertstate: 'firing', ...rule.labels };
    return [{ name: 'ALERTS', labels, grid, values: () => whileFiring(history, pair, grid) }];
  });
}

/** 1 while the pair's condition holds and as long as it is kept on, NaN otherwise. */
function whileFiring(history: SloHistory, pair: PlannedPair, grid: Grid): Float64Array {
  const threshold = Number(pair.threshold);
  const least = minimumErrors(history.compiled.slo);
  const waits = Math.ceil((pair.forSeconds ?? 0) / intervalSeconds);
  const keeps = (pair.keepFiringForSeconds ?? 0) / grid.step;
  let held = 0;
  let kept = -1;
  return new Float64Array(grid.count).map((_none, index) => {
    const holds =
      history.ratio(index, pair.longSeconds) > threshold &&
      history.ratio(index, pair.shortSeconds) > threshold &&
      history.badEvents(index, pair.longSeconds) >= least;
    held = holds ? held + 1 : 0;
    kept = held > waits ? keeps : kept - 1;
    return kept >= 0 ? 1 : NaN;
  });
}
