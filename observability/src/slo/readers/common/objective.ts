import { decimal, divide, plain, type Decimal } from '../../decimal';
import { problem, type Problem } from '../../errors';
import type { At } from '../yaml/schema';

/** Reads an objective in per cent as a fraction between 0 and 1, both excluded. */
export function readPercent(
  field: string,
  { value, at }: At<string>,
  problems: Problem[],
): Decimal | undefined {
  const percent = decimal(value);
  if (percent.eq(100)) problems.push(problem('objective-100', at, { field, value }));
  else if (percent.lte(0) || percent.gt(100)) {
    problems.push(
      problem('out-of-range', at, {
        field,
        value,
        range: '0 to 100 (both excluded)',
        remedy: 'write the objective in per cent, such as 99.9',
      }),
    );
  } else {
    if (percent.lt(1)) {
      const meant = plain(percent.times(100));
      problems.push(problem('objective-fraction', at, { field, value, percent: meant }));
    }
    return divide(percent, decimal(100), 20);
  }
  return undefined;
}

/** Reads an objective as a fraction between 0 and 1, both excluded. */
export function readFraction(
  field: string,
  { value, at }: At<string>,
  problems: Problem[],
): Decimal | undefined {
  const fraction = decimal(value);
  if (fraction.eq(1)) problems.push(problem('objective-100', at, { field, value }));
  else if (fraction.lte(0) || fraction.gt(1)) {
    const percent = fraction.gt(1) && fraction.lt(100);
    problems.push(
      problem('out-of-range', at, {
        field,
        value,
        range: '0 to 1 (both excluded)',
        remedy: percent
          ? `write it as a fraction, ${plain(divide(fraction, decimal(100), 20))}, or as "targetPercent: ${value}"`
          : 'write it as a fraction, such as 0.999',
      }),
    );
  } else return fraction;
  return undefined;
}
