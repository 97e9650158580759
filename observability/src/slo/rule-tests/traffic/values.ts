import { decimal, plain, type Decimal } from '../../decimal';
import type { RawSeries, Share } from './series';

/** A stretch of constant traffic in a test. */
export interface Stretch {
  readonly seconds: number;
  /** Events per second; 0: no traffic, the series stay. */
  readonly rate?: number;
  /** Share of the events that are bad; default 0. */
  readonly errors?: Decimal | number;
  /** The target is not scraped at all. */
  readonly gone?: boolean;
  /** No such event has ever been counted: its own series does not exist yet. */
  readonly withoutSeries?: 'good' | 'bad';
  /** The process restarts at the begin: counters go back to zero. */
  readonly restart?: boolean;
}

const shareOf = (share: Share, errors: Decimal): Decimal => {
  switch (share) {
    case 'all':
    case 'present':
      return decimal(1);
    case 'bad':
    case 'bad-level':
      return errors;
    case 'good':
    case 'good-level':
      return decimal(1).minus(errors);
  }
};

const isLevel = (share: Share) => share === 'bad-level' || share === 'good-level' || share === 'present';

/**
 * A series' values in promtool's notation, one per scrape: `0+1500x240`. Counters begin at zero with a sample at time 0;
 * each stretch holds the scrapes after its begin up to its end. `usualRate` is in events per second.
 */
export function seriesValues(
  { share, factor }: Pick<RawSeries, 'share' | 'factor'>,
  stretches: readonly Stretch[],
  scrapeSeconds: number,
  usualRate: number,
): string {
  let counter = decimal(0);
  let [seconds, done] = [0, 0];
  const parts = stretches.flatMap((stretch, index) => {
    seconds += stretch.seconds;
    const scrapes = Math.round(seconds / scrapeSeconds) - done;
    done += scrapes;
    if (scrapes === 0) return [];
    const errors = decimal(stretch.errors ?? 0);
    if (stretch.gone) return [`_x${scrapes}`];
    if (isLevel(share)) return [`${plain(shareOf(share, errors))}x${scrapes - (index === 0 ? 0 : 1)}`];
    const step = shareOf(share, errors)
      .times(stretch.rate ?? usualRate)
      .times(factor)
      .times(scrapeSeconds);
    if (stretch.withoutSeries === share) return [`_x${scrapes + (index === 0 ? 1 : 0)}`];
    if (stretch.restart) counter = decimal(0);
    const first = index === 0 ? counter : counter.plus(step);
    const repeats = index === 0 ? scrapes : scrapes - 1;
    counter = counter.plus(step.times(scrapes));
    return [`${plain(first)}+${plain(step)}x${repeats}`];
  });
  return parts.join(' ');
}
