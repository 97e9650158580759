import type { SloNumbers } from '../src/console/slo-numbers';
import { factor, percent } from './format.js';

/** Below this a budget's meter warns, and once it is spent it is bad: as the dashboards colour budgets. */
const LITTLE = 0.25;

/** A class of console.css; '' is neutral. */
export type Tone = '' | 'good' | 'warn' | 'bad';

/** In words and as a colour; the words are what counts. */
export function stateOf({
  alert,
  budgetRemaining,
  burnRate,
}: SloNumbers): readonly [text: string, tone: Tone] {
  if (alert === 'page') return ['paging', 'bad'];
  if (budgetRemaining !== undefined && budgetRemaining < 0) return ['budget spent', 'bad'];
  if (alert === 'ticket') return ['ticket', 'warn'];
  if (burnRate === undefined) return ['no events', ''];
  return burnRate > 1 ? ['burning', 'warn'] : ['fine', 'good'];
}

/** A budget in words: "61.0 % left", or how many times over it is spent. */
export const budgetText = (left: number): string =>
  left < 0 ? `spent ${factor(1 - left)} times` : `${percent(left)} left`;

/** How full a budget's meter is, in percent, and its colour. */
export function meterOf(left: number | undefined): readonly [width: number, tone: Tone] {
  if (left === undefined) return [0, ''];
  const tone = left < 0 ? 'bad' : left < LITTLE ? 'warn' : '';
  return [100 * Math.min(1, Math.max(0, left)), tone];
}
