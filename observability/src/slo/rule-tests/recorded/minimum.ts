import { intervalSeconds } from '../../options';
import { minimumErrors } from '../../rules/alerts/enough-errors';
import { unitSeconds } from '../../rules/base/expressions';
import type { Slo } from '../../model';

/** What the error records of a window must add up to before an alert fires; 1 where any number is enough. */
export const enoughRecorded = (slo: Slo): number =>
  minimumErrors(slo) > 0 ? minimumErrors(slo) / (intervalSeconds / unitSeconds(slo.sli)) : 1;

/** Times what is just enough, or just too little. */
export const justAbove = 1.02;
export const justBelow = 0.98;
