import { decimal, plain, type Decimal } from '../../decimal';
import type { Slo } from '../../model';
import { baseSeconds, type CompileOptions } from '../../options';
import { eventRecords, identityLabels, latest, recordNames, sumOver } from '../identity';
import { quotient } from '../ratios';
import type { RecordingRule } from '../rule';
import { baseExpressions } from './expressions';

/** The two records that every window is summed from, and for time slices the records they come from. */
export function baseRecords(slo: Slo, options: CompileOptions): RecordingRule[] {
  const labels = identityLabels(slo, options);
  const events = eventRecords(slo);
  // A condition that sets events to zero for a time belongs around these two: the records must stay, for absent ones page.
  const { errors, total } = baseExpressions(slo.sli, baseSeconds(options), slo.groupBy);
  const counted = [
    { record: events.total, expr: total, labels },
    { record: events.errors, expr: errors, labels },
  ];
  if (slo.budgeting.method === 'occurrences') return counted;
  const { sliceSeconds } = slo.budgeting;
  const slice = latest('slo:slice_error:ratio', slo, options);
  return [
    ...counted,
    {
      record: 'slo:slice_error:ratio',
      expr: quotient(
        sumOver(events.errors, sliceSeconds, slo, options),
        sumOver(events.total, sliceSeconds, slo, options),
      ),
      labels,
    },
    { record: recordNames.total, expr: `0 * ${slice} + 1`, labels },
    {
      record: recordNames.errors,
      expr:
        slo.budgeting.method === 'timeslices' ? `${slice} > bool ${badSlice(slo.budgeting.target)}` : slice,
      labels,
    },
  ];
}

const badSlice = (target: Decimal) => plain(decimal(1).minus(target));
