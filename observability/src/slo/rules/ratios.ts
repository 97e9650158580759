import type { Slo } from '../model';
import type { CompileOptions } from '../options';
import { ratioLabels, recordNames, sumOver } from './identity';
import type { RecordingRule } from './rule';

/** Sums divided last: weighted by traffic, absent rather than NaN where there was none. */
export const quotient = (errors: string, total: string): string => `${errors}\n/\n(${total} > 0)`;

/** The error ratio over a window of any length, from the base records. */
export const ratioRecord = (window: number, slo: Slo, options: CompileOptions): RecordingRule => ({
  record: recordNames.ratio(window),
  expr: quotient(
    sumOver(recordNames.errors, window, slo, options),
    sumOver(recordNames.total, window, slo, options),
  ),
  labels: ratioLabels(slo, options, window),
});
