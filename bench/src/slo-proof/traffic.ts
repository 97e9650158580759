/** A stretch of constant traffic, in events per second. */
export interface Stretch {
  readonly seconds: number;
  readonly good: number;
  readonly bad: number;
}

/** One series in promtool's notation, one value per scrape, from zero at time 0. */
export function counter(
  rates: readonly (readonly [seconds: number, rate: number])[],
  scrape: number,
): string {
  let value = 0;
  return rates
    .filter(([seconds]) => seconds > 0)
    .map(([seconds, rate], index) => {
      const scrapes = Math.round(seconds / scrape);
      const step = rate * scrape;
      const first = index === 0 ? 0 : value + step;
      value += step * scrapes;
      return `${first}+${step}x${index === 0 ? scrapes : scrapes - 1}`;
    })
    .join(' ');
}

export const good = 'requests_total{code="200"}';
export const bad = 'requests_total{code="500"}';

/** The two raw series of a course of traffic. */
export const traffic = (stretches: readonly Stretch[], scrape: number) => [
  {
    series: good,
    values: counter(
      stretches.map(({ seconds, good }) => [seconds, good]),
      scrape,
    ),
  },
  {
    series: bad,
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
