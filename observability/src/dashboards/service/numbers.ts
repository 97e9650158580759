import type { requests } from './requests';
import { errorScale } from './scales';

/** The share of server errors, as a number with its course. */
export const errorShare = ({ failedShare }: ReturnType<typeof requests>) => ({
  title: 'Server errors',
  unit: 'percentunit',
  decimals: 2,
  width: 4,
  queries: [{ expr: failedShare() }],
  colours: errorScale,
  graph: true,
});

/** A quantile of the answers' times, as a number with its course. */
export const timeQuantile = ({ quantile }: ReturnType<typeof requests>, share: number) => ({
  title: `p${100 * share}`,
  unit: 's',
  width: 4,
  queries: [{ expr: quantile(share) }],
  graph: true,
});
