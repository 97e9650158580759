import type { PlannedSlo } from '../../slo';
import { promDuration } from '../../slo/duration';
import { baseSeconds } from '../../slo/options';
import { recordNames } from '../../slo/rules/identity';
import { currentWindow } from '../../slo/windows/plan';
import type { DashboardOptions } from '../options';
import { forChosen } from './chosen';
import { exhaustion, ofGroups } from './expressions';
import type { Names } from './selectors';

/** The longest SLO window: `30d`. */
export const longestPeriod = (slos: readonly PlannedSlo[]): string =>
  promDuration(Math.max(...slos.map(({ plan }) => plan.periodSeconds)));

/** The recorded error ratio over a window. */
export const ratioOver = (window: number, names: Names): string => ofGroups(recordNames.ratio(window), names);

/** Seconds until the budget is spent at the pace of each SLO's fastest alert. */
export const spentIn = (slos: readonly PlannedSlo[], names: Names, options: DashboardOptions): string =>
  forChosen(slos, names, (slo, chosen) => exhaustion(chosen, ratioOver(paceWindow(slo, options), chosen)));

/** The window whose pace says when the budget is spent: the long one of the fastest pair, so that a blip does not. */
function paceWindow({ plan }: PlannedSlo, options: DashboardOptions): number {
  const long = plan.pairs.map(({ longSeconds }) => longSeconds);
  return long.length > 0 ? Math.min(...long) : currentWindow(plan.pairs, baseSeconds(options));
}
