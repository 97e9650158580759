export const timeOf = (iso: string): string => new Date(iso).toLocaleTimeString();

export const percent = (ratio: number, digits = 1): string => `${(100 * ratio).toFixed(digits)} %`;

/** An objective without zeros that say nothing: 99.9 %, 99 %. */
export const objectiveText = (objective: number): string => `${Number((100 * objective).toFixed(3))} %`;

/** A burn rate or another factor, short at every size. */
export const factor = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString() : value.toFixed(value >= 10 ? 1 : 2);

/** Seconds for people: 52 s, 2 min 10 s, 1.5 h. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 90) return `${whole} s`;
  if (whole < 5400) {
    const rest = whole % 60;
    return `${Math.floor(whole / 60)} min${rest === 0 ? '' : ` ${rest} s`}`;
  }
  return `${(whole / 3600).toFixed(1)} h`;
}
