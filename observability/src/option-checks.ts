import { checkedLimit, checkedName } from './checked';
import { ObservabilityError } from './errors';

/** Looks at a value that may be anything; throws an ObservabilityError that names it and its place. */
export type Check = (value: unknown, place: string) => void;

/** A check for each option of a function; the compiler misses the one that is forgotten. */
export type ChecksFor<Options extends object> = Readonly<Record<keyof Options, Check>>;

/** The options as they were given, or an ObservabilityError that names the function they are of. */
export function checkedOptions<Options extends object>(
  options: Options,
  place: string,
  checks: ChecksFor<Options>,
): Options {
  optionsOf(checks)(options, place);
  return options;
}

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

/** What the function that takes it looks at itself. */
export const lookedAtThere: Check = () => undefined;

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

/** A time that may be nothing. */
export const milliseconds: Check = (value, place) => {
  if (!(typeof value === 'number' && Number.isFinite(value) && value >= 0))
    throw new ObservabilityError('OBS_MILLISECONDS_INVALID', value, place);
};

export const limit: Check = (value, place) => void checkedLimit(value as number, place);

export const callable: Check = (value, place) => {
  if (typeof value !== 'function') throw new ObservabilityError('OBS_FUNCTION_INVALID', value, place);
};

function entriesOf(value: unknown, place: string): readonly (readonly [string, unknown])[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw new ObservabilityError('OBS_OPTIONS_INVALID', value, place);
}
