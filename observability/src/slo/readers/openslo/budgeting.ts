import { decimal } from '../../decimal';
import { problem, type Problem } from '../../errors';
import type { Budgeting } from '../../model';
import { note } from '../../notes';
import type { Collected } from '../reading';
import { parseShorthand, shorthandExpected, shorthandSeconds } from '../shorthand';
import type { Objective, SloSpec } from './v1';

/** The fields of slices that a method has no use for. */
const unusedBy = {
  Occurrences: ['timeSliceTarget', 'timeSliceWindow'],
  Timeslices: [],
  RatioTimeslices: ['timeSliceTarget'],
} as const satisfies Record<SloSpec['budgetingMethod']['value'], readonly (keyof Objective)[]>;

/** Reads how the budget is counted; the slices stand in the objective. */
export function readBudgeting(
  { budgetingMethod }: SloSpec,
  objective: Objective,
  { notes, problems }: Collected,
): Budgeting | undefined {
  for (const field of unusedBy[budgetingMethod.value]) {
    const reason = `${budgetingMethod.value} does not look at it`;
    const at = objective[field]?.at;
    if (at) notes.push(note('field-unused', at, { field, reason }));
  }
  if (budgetingMethod.value === 'Occurrences') return { method: 'occurrences' };
  const sliceSeconds = readSlice(budgetingMethod.value, objective, problems);
  if (budgetingMethod.value === 'RatioTimeslices') {
    return sliceSeconds === undefined ? undefined : { method: 'ratio-timeslices', sliceSeconds };
  }
  const target = readSliceTarget(objective, problems);
  return target && sliceSeconds !== undefined ? { method: 'timeslices', target, sliceSeconds } : undefined;
}

function readSlice(
  method: string,
  { at, timeSliceWindow }: Objective,
  problems: Problem[],
): number | undefined {
  if (!timeSliceWindow) {
    const doc = `the length of a slice, such as 5m; ${method} counts slices`;
    problems.push(problem('missing-field', at, { owner: 'the objective', field: 'timeSliceWindow', doc }));
    return undefined;
  }
  // A number without a unit is minutes (OpenSLO v1, "timeSliceWindow").
  const { value } = timeSliceWindow;
  const shorthand = parseShorthand(/^\d+$/.test(value) ? `${value}m` : value);
  if (shorthand) return shorthandSeconds(shorthand);
  problems.push(
    problem('invalid-duration', timeSliceWindow.at, {
      field: 'timeSliceWindow',
      value: `"${value}"`,
      expected: shorthandExpected,
    }),
  );
  return undefined;
}

function readSliceTarget({ at, timeSliceTarget }: Objective, problems: Problem[]) {
  if (!timeSliceTarget) {
    const doc = 'the ratio from which a slice is good, such as 0.99';
    problems.push(problem('missing-field', at, { owner: 'the objective', field: 'timeSliceTarget', doc }));
    return undefined;
  }
  const target = decimal(timeSliceTarget.value);
  if (target.gt(0) && target.lte(1)) return target;
  problems.push(
    problem('out-of-range', timeSliceTarget.at, {
      field: 'timeSliceTarget',
      value: timeSliceTarget.value,
      range: '0 (excluded) to 1',
      remedy: 'write it as a fraction, such as 0.99',
    }),
  );
  return undefined;
}
