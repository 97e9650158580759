import { checkedLimit, checkedName } from '../checked';
import { ObservabilityError } from '../errors';
import { methodLabel } from './methods';
import { SIZE_BOUNDS } from './sizes';

/** Looks at a value that may be anything; throws an ObservabilityError that names it and its place. */
export type Check = (value: unknown, place: string) => void;

/** An object with some of the options that there are checks for; one that is undefined is left out. */
export const optionsOf =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, place) => {
    for (const [name, given] of entriesOf(value, place)) {
      const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
      if (check === undefined)
        throw new ObservabilityError('OBS_OPTION_UNKNOWN', name, place, Object.keys(checks));
      if (given !== undefined) check(given, `${place}.${name}`);
    }
  };

/** An object that has at least what there are checks for. */
export const objectWith =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, place) => {
    const given = new Map(entriesOf(value, place));
    for (const [name, check] of Object.entries(checks)) check(given.get(name), `${place}.${name}`);
  };

export const listOf =
  (check: Check): Check =>
  (value, place) => {
    if (!Array.isArray(value)) throw new ObservabilityError('OBS_LIST_INVALID', value, place);
    value.forEach((element, index) => check(element, `${place}[${index}]`));
  };

/** What can also be switched on and off. */
export const flagOr =
  (check: Check): Check =>
  (value, place) => {
    if (typeof value !== 'boolean') check(value, place);
  };

export const flag: Check = flagOr((value, place) => {
  throw new ObservabilityError('OBS_FLAG_INVALID', value, place);
});

/** Label values by any key. */
export const names: Check = (value, place) => {
  for (const [key, name] of entriesOf(value, place))
    checkedName(name as string, `${place}[${JSON.stringify(key)}]`);
};

export const limit: Check = (value, place) => void checkedLimit(value as number, place);

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

export const callable: Check = (value, place) => {
  if (typeof value !== 'function') throw new ObservabilityError('OBS_FUNCTION_INVALID', value, place);
};

function entriesOf(value: unknown, place: string): readonly (readonly [string, unknown])[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw new ObservabilityError('OBS_OPTIONS_INVALID', value, place);
}
