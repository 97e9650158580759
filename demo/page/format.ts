const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const clockOfMinutes = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** A number and its unit stay on one line. */
const withUnit = (value: number | string, unit: string): string => `${value}\u00a0${unit}`;

/** Time of day with seconds. */
export const timeOf = (iso: string): string => clock.format(new Date(iso));

/**
 * The name of a moment on an axis: the time of day, or the day where the axis spans several.
 * @param at seconds since 1970
 */
export const axisTime = (at: number, spanSeconds: number): string =>
  (spanSeconds > 2 * 86_400 ? day : clockOfMinutes).format(new Date(at * 1000));

export const percent = (ratio: number, digits = 1): string => withUnit((100 * ratio).toFixed(digits), '%');

/** An objective without zeros that say nothing: 99.9 %, 99 %. */
export const objectiveText = (objective: number): string =>
  withUnit(Number((100 * objective).toFixed(3)), '%');

/** A burn rate or another factor, short at every size. */
export const factor = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString() : value.toFixed(value >= 10 ? 1 : 2);

/** A number of an axis, without zeros that say nothing. */
export const axisNumber = (value: number): string => Number(value.toFixed(2)).toLocaleString();

/** Seconds for people: 52 s, 2 min 10 s, 1.5 h. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 90) return withUnit(whole, 's');
  if (whole < 5400) {
    const rest = whole % 60;
    const minutes = withUnit(Math.floor(whole / 60), 'min');
    return rest === 0 ? minutes : `${minutes}\u00a0${withUnit(rest, 's')}`;
  }
  return withUnit((whole / 3600).toFixed(1), 'h');
}
