/** A stretch of constant traffic, in events per second. */
export interface Stretch {
  readonly seconds: number;
  readonly good: number;
  readonly bad: number;
}

/** A raw counter `requests_total`: its value at each scrape, the first at time 0; undefined while it is not there yet. */
export interface RawSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly (number | undefined)[];
}

export const good = { code: '200' } as const;
export const bad = { code: '500' } as const;

/** A counter's values over stretches of constant rates per second, from zero at time 0. */
export function counter(
  rates: readonly (readonly [seconds: number, rate: number])[],
  scrape: number,
): number[] {
  const values = [0];
  for (const [seconds, rate] of rates) {
    const before = values.at(-1) ?? 0;
    const scrapes = Math.round(seconds / scrape);
    for (let index = 1; index <= scrapes; index += 1) values.push(before + index * rate * scrape);
  }
  return values;
}

/** The two raw series of a course of traffic. */
export const traffic = (stretches: readonly Stretch[], scrape: number): RawSeries[] => [
  {
    labels: good,
    values: counter(
      stretches.map(({ seconds, good }) => [seconds, good]),
      scrape,
    ),
  },
  {
    labels: bad,
    values: counter(
      stretches.map(({ seconds, bad }) => [seconds, bad]),
      scrape,
    ),
  },
];

/** What is left of the budget, from the events themselves: 1 is all of it. */
export function trueRemaining(stretches: readonly Stretch[], objective: number): number {
  const sum = (of: (stretch: Stretch) => number) =>
    stretches.reduce((total, one) => total + of(one) * one.seconds, 0);
  return 1 - sum(({ bad }) => bad) / sum(({ good, bad }) => good + bad) / (1 - objective);
}
