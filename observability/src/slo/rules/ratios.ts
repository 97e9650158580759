import type { Slo } from '../model';
import { baseSeconds, type CompileOptions } from '../options';
import { quotient } from './base/records';
import { ratioLabels, recorded, recordNames } from './identity';
import type { RecordingRule } from './rule';

/** The error ratio over a window of any length, from the base records. */
export function ratioRecord(window: number, slo: Slo, options: CompileOptions): RecordingRule {
  const base = baseSeconds(options);
  return {
    record: recordNames.ratio(window),
    expr: quotient(
      recorded(recordNames.errors(base), slo, options, window),
      recorded(recordNames.total(base), slo, options, window),
    ),
    labels: ratioLabels(slo, options, window),
  };
}
