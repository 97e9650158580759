import type { FloodResult } from './run-flood';

/** What the floods must leave standing. */
export const tolerances = {
  /** Of the container's limit, for the memory of its processes. */
  peakPart: 0.8,
  /** After the last rounds against after the first. */
  growth: 1.1,
};

/** Each promise that a flood broke, in words. */
export function brokenPromises(result: FloodResult, limit: number): string[] {
  const { restarts, peak, early, late, others } = result;
  const refused = Object.entries(others).filter(([answer]) => answer !== '200');
  return [
    ...(restarts > 0 ? [`the container was restarted ${restarts} times`] : []),
    ...(peak > tolerances.peakPart * limit
      ? [`its peak is above ${tolerances.peakPart * 100} % of the limit`]
      : []),
    ...(late > tolerances.growth * early
      ? ['its memory grew by more than 10 % between the first rounds and the last']
      : []),
    ...refused.map(([answer, times]) => `another project's events were answered ${answer}, ${times} times`),
    ...((others['200'] ?? 0) === 0 ? ["none of another project's events was answered 200"] : []),
  ];
}
