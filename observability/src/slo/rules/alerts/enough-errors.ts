import { decimal, divide, plain } from '../../decimal';
import type { Slo } from '../../model';
import { baseSeconds, intervalSeconds, type CompileOptions } from '../../options';
import { eventRecords, recorded } from '../identity';

/**
 * Fewest bad events before an alert may fire: below it, a few failures among few requests look like a fast burn. Time
 * slices weigh time, so they ask for none unless told to; a ratio has no events to count.
 */
export function minimumErrors({ sli, budgeting, alerting }: Slo): number {
  if (sli.kind === 'ratio') return 0;
  const counted = sli.kind === 'events' && sli.counter && budgeting.method === 'occurrences';
  return alerting.minimumErrors ?? (counted ? 10 : 0);
}

/** The condition that so many events were bad in a window, in seconds; none where any number is enough. */
export function enoughErrors(seconds: number, slo: Slo, options: CompileOptions): readonly string[] {
  const least = minimumErrors(slo);
  if (least === 0) return [];
  const events = recorded(eventRecords(slo, baseSeconds(options)).errors, slo, options, seconds);
  return [`sum_over_time(${events}) * ${plain(eventsPerEvaluation(slo, options))} >= ${least}`];
}

/** How many events a recorded 1 stands for: counters and gauges of 0 and 1 are per second, other gauges per base window. */
function eventsPerEvaluation({ sli }: Slo, options: CompileOptions) {
  const interval = decimal(intervalSeconds(options));
  const perSecond = sli.kind !== 'events' || sli.counter;
  return perSecond ? interval : divide(interval, decimal(baseSeconds(options)));
}
