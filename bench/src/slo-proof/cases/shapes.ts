import type { Stretch } from '../traffic';

const minute = 60;
const hour = 3_600;

/** A course of traffic, in which the budget must be right. */
export interface Shape {
  readonly name: string;
  readonly stretches: readonly Stretch[];
  /** No error is counted before this time: the series does not exist yet. */
  readonly firstErrorAt?: number;
  /** Whether every rule is evaluated, not only those of the SLO's own window; needed where NaN may arise. */
  readonly everyRecord?: boolean;
}

/** 1 000 requests a second by day, 10 by night, for two days; one hour in which a tenth fails. */
function dayAndNight(badFrom: number): Stretch[] {
  return Array.from({ length: 48 }, (_, index) => {
    const rate = index % 24 < 12 ? 1_000 : 10;
    const bad = index === badFrom ? rate / 10 : 0;
    return { seconds: hour, good: rate - bad, bad };
  });
}

/** From 1 request a second to 1 024 within twenty minutes, of which 2 % fail, and as steeply back. */
function ramp(): Stretch[] {
  const rising = Array.from({ length: 11 }, (_, index) => 2 ** index);
  const rates = [...rising, ...rising.toReversed()];
  return [
    { seconds: 24 * hour, good: 100, bad: 0 },
    ...rates.map((rate) => ({ seconds: 2 * minute, good: 0.98 * rate, bad: 0.02 * rate })),
    { seconds: hour, good: 100, bad: 0 },
  ];
}

export const shapes: readonly Shape[] = [
  {
    name: '20 minutes without any traffic, after 1 % errors',
    stretches: [
      { seconds: hour, good: 100, bad: 0 },
      { seconds: 5 * minute, good: 99, bad: 1 },
      { seconds: 20 * minute, good: 0, bad: 0 },
      { seconds: hour, good: 100, bad: 0 },
    ],
    everyRecord: true,
  },
  {
    name: 'first error ever after 48 h, then 1 % for 30 min',
    stretches: [
      { seconds: 48 * hour, good: 100, bad: 0 },
      { seconds: 30 * minute, good: 99, bad: 1 },
    ],
    firstErrorAt: 48 * hour,
  },
  { name: '10 % errors for one hour at peak', stretches: dayAndNight(30) },
  { name: '10 % errors for one hour at night', stretches: dayAndNight(40) },
  { name: 'steep ramp to a thousandfold and back, 2 % errors', stretches: ramp() },
];
