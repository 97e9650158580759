/** How the traffic swings. */
export interface Rhythm {
  /** Requests a second, averaged over a day. */
  readonly mean: number;
  /** How long a day takes, in seconds. 86400 is a real day; the demo's is shorter, so that one sees the swing. */
  readonly daySeconds: number;
}

/** The trough is at 70 %, the peak at 130 % of the mean. */
const SWING = 0.3;
/** A second wave inside the day: a quieter hour around noon and a late peak. */
const NOON_WAVE = 0.25;

const wave = (turns: number): number => Math.sin(2 * Math.PI * turns);
const shapeAt = (dayShare: number): number =>
  wave(dayShare - 0.25) * (1 - NOON_WAVE) - wave(2 * dayShare) * NOON_WAVE;

/** Requests a second at `seconds` after a midnight. Never below 70 % nor above 130 % of the mean. */
export function rateAt(seconds: number, { mean, daySeconds }: Rhythm): number {
  return mean * (1 + SWING * shapeAt(seconds / daySeconds));
}
