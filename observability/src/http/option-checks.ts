import { ObservabilityError } from '../errors';
import { type Check, listOf } from '../option-checks';
import { methodLabel } from './methods';
import { SIZE_BOUNDS } from './sizes';

/** Upper bounds in seconds; there may be none. */
export const bounds: Check = (value, place) => {
  const positive: Check = (bound) => {
    if (!(typeof bound === 'number' && Number.isFinite(bound) && bound > 0))
      throw new ObservabilityError('OBS_BOUND_INVALID', bound, place);
  };
  listOf(positive)(value, place);
};

/** Upper bounds in bytes; there may be none. */
export const sizeBounds: Check = (value, place) => {
  const known: Check = (bound) => {
    if (!SIZE_BOUNDS.includes(bound as number))
      throw new ObservabilityError('OBS_SIZE_BOUND_INVALID', bound, place);
  };
  listOf(known)(value, place);
};

/** At least one of what `check` allows. */
export const some =
  (check: Check): Check =>
  (value, place) => {
    check(value, place);
    if ((value as readonly unknown[]).length === 0) throw new ObservabilityError('OBS_BOUNDS_EMPTY', place);
  };

/** A three-digit status. */
export const status: Check = (value, place) => {
  if (!(Number.isInteger(value) && Number(value) >= 100 && Number(value) <= 999))
    throw new ObservabilityError('OBS_STATUS_INVALID', value, place);
};

/** A method as it is counted. */
export const method: Check = (value, place) => {
  if (typeof value !== 'string' || methodLabel(value) !== value)
    throw new ObservabilityError('OBS_METHOD_INVALID', value, place);
};

export const routeLabel: Check = (value, place) => {
  if (typeof value !== 'string' || value === '')
    throw new ObservabilityError('OBS_ROUTE_LABEL_INVALID', value, place);
};
