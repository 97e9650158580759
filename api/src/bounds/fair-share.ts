/**
 * Whether an owner may take `wanted` more of a resource: afterwards it may hold no more than is still free. One owner
 * gets half, n owners get 1/(n+1) each, and something is always left for whoever comes next (dynamic thresholds:
 * Choudhury and Hahne, "Dynamic queue length thresholds for shared-memory packet switches", 1998).
 */
export const isFairShare = (amounts: { held: number; wanted: number; free: number }): boolean =>
  amounts.held + amounts.wanted <= amounts.free - amounts.wanted;
