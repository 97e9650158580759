import { ObservabilityError } from './errors';

/**
 * What a function is called with from JavaScript, where no compiler looked: the value itself, or an error that names it
 * and `place`, the function that was called.
 */

/** A non-empty string, or OBS_NAME_INVALID. */
export function checkedName(name: string, place: string): string {
  if (typeof name === 'string' && name !== '') return name;
  throw new ObservabilityError('OBS_NAME_INVALID', name, place);
}

/** A non-empty array, or OBS_LIST_INVALID. */
export function checkedList<T>(list: readonly T[], place: string): readonly T[] {
  if (Array.isArray(list) && list.length > 0) return list as readonly T[];
  throw new ObservabilityError('OBS_LIST_INVALID', list, place);
}

/** A whole number from 1 to `most`, or OBS_LIMIT_INVALID or OBS_LIMIT_TOO_LARGE. */
export function checkedLimit(limit: number, place: string, most = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isInteger(limit) || limit < 1) throw new ObservabilityError('OBS_LIMIT_INVALID', limit, place);
  if (limit > most) throw new ObservabilityError('OBS_LIMIT_TOO_LARGE', limit, place, most);
  return limit;
}
