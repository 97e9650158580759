import type { requests } from './requests';
import { errorScale } from './scales';

/** The share of server errors, as a number. */
export const errorShare = ({ failedShare }: ReturnType<typeof requests>) => ({
  title: 'Server errors',
  unit: 'percentunit',
  decimals: 2,
  width: 4,
  queries: [{ expr: failedShare() }],
  colours: errorScale,
  noValue: 'no traffic',
});

/** A quantile of the answers' times, as a number. */
export const timeQuantile = ({ quantile }: ReturnType<typeof requests>, share: number) => ({
  title: `p${100 * share}`,
  unit: 's',
  width: 4,
  queries: [{ expr: quantile(share) }],
  noValue: 'no traffic',
});
