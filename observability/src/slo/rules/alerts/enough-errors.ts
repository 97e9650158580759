import { decimal, divide, plain } from '../../decimal';
import type { Slo } from '../../model';
import { intervalSeconds, type CompileOptions } from '../../options';
import { unitSeconds } from '../base/expressions';
import { countOver, eventRecords, sumOver } from '../identity';

/**
 * Fewest bad events before an alert may fire: below it, a few failures among few requests look like a fast burn. Time
 * slices weigh time, so they ask for none unless told to; a ratio has no events to count.
 */
export function minimumErrors({ sli, budgeting, alerting }: Slo): number {
  if (sli.kind === 'ratio') return 0;
  const counted = sli.kind === 'events' && sli.counter && budgeting.method === 'occurrences';
  return alerting.minimumErrors ?? (counted ? 10 : 0);
}

/**
 * The condition that so many events were bad in a window, in seconds; none where any number is enough. Where several
 * Prometheus record the SLO into one store, each event is there once for each of them: the sum is divided by how many
 * wrote in the last `recentSeconds`.
 */
export function enoughErrors(
  seconds: number,
  recentSeconds: number,
  slo: Slo,
  options: CompileOptions,
): readonly string[] {
  const least = minimumErrors(slo);
  if (least === 0) return [];
  const { errors } = eventRecords(slo);
  // Prometheus 2 counts the samples at both ends of a range.
  const ofOneWriter = Math.floor(recentSeconds / intervalSeconds) + 1;
  const writers = `clamp_min(${countOver(errors, recentSeconds, slo, options)} / ${ofOneWriter}, 1)`;
  const eventsPerRecord = plain(divide(decimal(intervalSeconds), decimal(unitSeconds(slo.sli))));
  return [`${sumOver(errors, seconds, slo, options)} * ${eventsPerRecord}\n/\n${writers} >= ${least}`];
}
