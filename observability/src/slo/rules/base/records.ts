import { decimal, plain, type Decimal } from '../../decimal';
import type { Slo } from '../../model';
import { baseSeconds, type CompileOptions } from '../../options';
import { eventRecords, recorded, recordLabels, recordNames } from '../identity';
import type { RecordingRule } from '../rule';
import { baseExpressions } from './expressions';

/** The two records that every window is summed from, and for time slices the records they come from. */
export function baseRecords(slo: Slo, options: CompileOptions): RecordingRule[] {
  const base = baseSeconds(options);
  const { errors, total } = baseExpressions(slo.sli, base, slo.groupBy);
  const labels = recordLabels(slo, options);
  const events = eventRecords(slo, base);
  const counted = [
    { record: events.total, expr: total, labels },
    { record: events.errors, expr: errors, labels },
  ];
  if (slo.budgeting.method === 'occurrences') return counted;
  const { sliceSeconds } = slo.budgeting;
  const slice = recorded('slo:slice_error:ratio', slo, options);
  return [
    ...counted,
    {
      record: 'slo:slice_error:ratio',
      expr: quotient(
        recorded(events.errors, slo, options, sliceSeconds),
        recorded(events.total, slo, options, sliceSeconds),
      ),
      labels,
    },
    { record: recordNames.total(base), expr: `0 * ${slice} + 1`, labels },
    {
      record: recordNames.errors(base),
      expr:
        slo.budgeting.method === 'timeslices' ? `${slice} > bool ${badSlice(slo.budgeting.target)}` : slice,
      labels,
    },
  ];
}

const badSlice = (target: Decimal) => plain(decimal(1).minus(target));

/** Sums over a window, divided last: weighted by traffic, absent rather than NaN where there was none. */
export const quotient = (errors: string, total: string): string =>
  `sum_over_time(${errors})\n/\n(sum_over_time(${total}) > 0)`;
