/** A steady fault seen through one window: before it, `historySeconds` of traffic without an error, at the same rate. */
export interface WindowedFault {
  readonly windowSeconds: number;
  readonly historySeconds: number;
  /** Share of the requests that fail while the fault is on, 0 to 1. */
  readonly errorShare: number;
  /** The error ratio above which the alert's condition holds: burn times (1 - objective). */
  readonly threshold: number;
}

/**
 * Seconds from the fault's start until the window's error ratio passes the threshold; Infinity when it never does.
 *
 * While the window reaches back beyond the first request, the ratio is `share t / (history + t)`; once it is full of
 * traffic, `share t / window` (the workbook's formula). A young stack therefore alerts sooner.
 */
export function secondsToExceed({
  windowSeconds,
  historySeconds,
  errorShare,
  threshold,
}: WindowedFault): number {
  if (errorShare <= threshold) return Infinity;
  const whileYoung = (historySeconds * threshold) / (errorShare - threshold);
  if (historySeconds + whileYoung <= windowSeconds) return whileYoung;
  return (threshold * windowSeconds) / errorShare;
}

/**
 * Seconds from the fault's end until the window's error ratio is back at the threshold; 0 when it never passed it.
 * The traffic goes on at the same rate, without an error.
 */
export function secondsToFallBelow(
  { windowSeconds, historySeconds, errorShare, threshold }: WindowedFault,
  faultSeconds: number,
): number {
  const errorsInWindow = errorShare * Math.min(faultSeconds, windowSeconds);
  const trafficInWindow = Math.min(windowSeconds, historySeconds + faultSeconds);
  if (errorsInWindow <= threshold * trafficInWindow) return 0;
  // Either good traffic dilutes the errors before the window is full, or the window's start moves through the fault.
  const byDilution = errorsInWindow / threshold - (historySeconds + faultSeconds);
  if (historySeconds + faultSeconds + byDilution <= windowSeconds) return byDilution;
  return windowSeconds - (threshold * windowSeconds) / errorShare;
}
