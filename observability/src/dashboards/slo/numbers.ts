import type { PlannedSlo } from '../../slo';
import { records } from './expressions';
import { budgetScale, burnScale } from './scales';
import type { Names } from './selectors';

/** The least that is left of any chosen budget, as a number. */
export const leastLeft = (names: Names) => ({
  unit: 'percentunit',
  decimals: 1,
  queries: [{ expr: `min(${records(names).left})` }],
  colours: budgetScale,
});

/** The highest of the chosen burn rates now, as a number. */
export const fastestBurn = (names: Names, slos: readonly PlannedSlo[]) => ({
  unit: 'suffix:×',
  decimals: 2,
  queries: [{ expr: `max(${records(names).burn})` }],
  colours: burnScale(slos),
  noValue: 'no traffic',
});
