import type { PlannedSlo, Severity } from '../../slo';
import { aboveZero, scale, type Scale, wordFrom, words, wordUpTo } from '../builder/thresholds';
import { lasts } from './expressions';

/** Shares of a budget: spent (also when just nothing is left, as for the alert), nearly spent, fine. */
export const budgetScale = scale('red', [aboveZero, 'orange'], [0.25, 'green']);

/** Burn rates: above 1 the budget does not last; above the lowest burn rate that pages, somebody should be awake. */
export function burnScale(slos: readonly PlannedSlo[]): Scale {
  const paging = burns(slos, 'page');
  return scale('green', [1, 'yellow'], ...(paging.length > 0 ? [[Math.min(...paging), 'red'] as const] : []));
}

const burns = (slos: readonly PlannedSlo[], severity: Severity): number[] =>
  slos.flatMap(({ plan }) =>
    plan.pairs.filter((pair) => pair.severity === severity).map(({ burn }) => Number(burn)),
  );

/** Seconds until a budget is spent: within three days, within thirty, later. */
export const exhaustionScale = scale('red', [3 * 86_400, 'orange'], [30 * 86_400, 'green']);

export const exhaustionWords = [wordUpTo(0, 'spent', 'red'), wordFrom(lasts, 'not at this pace', 'green')];

/** Of `alertState`. */
export const alertWords = [words({ 0: ['quiet', 'green'], 1: ['ticket', 'orange'], 2: ['page', 'red'] })];

export const alertScale = scale('green', [1, 'orange'], [2, 'red']);
