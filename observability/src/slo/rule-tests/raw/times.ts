import { baseSeconds, intervalSeconds, type CompileOptions } from '../../options';
import { stepAfter } from '../context';

/** When something changes in the life of raw series, in seconds; each on an evaluation. */
export interface Times {
  /** Traffic begins. */
  readonly traffic: number;
  /** The process restarts. */
  readonly restart: number;
  /** All targets are gone. */
  readonly lost: number;
  /** The alert about them has not waited long enough. */
  readonly waiting: number;
  readonly paged: number;
  /** The targets are back. */
  readonly back: number;
  readonly end: number;
}

/** A time on the evaluation that it falls on, or the next. */
export const onEvaluation = (seconds: number): number => stepAfter(seconds, intervalSeconds);

/** Whether scrapes and evaluations are in step. */
export const inStep = ({ scrapeSeconds }: Pick<CompileOptions, 'scrapeSeconds'>): boolean =>
  intervalSeconds % scrapeSeconds === 0 || scrapeSeconds % intervalSeconds === 0;

/** How long after a change the base records have followed it wholly. */
export const settled = (options: Pick<CompileOptions, 'scrapeSeconds'>): number =>
  onEvaluation(baseSeconds(options) + options.scrapeSeconds);

export function timesOf(options: Pick<CompileOptions, 'scrapeSeconds'>): Times {
  const base = baseSeconds(options);
  const traffic = onEvaluation(2 * base);
  const restart = traffic + onEvaluation(2 * base);
  const lost = restart + settled(options);
  const slack = intervalSeconds % options.scrapeSeconds === 0 ? 0 : options.scrapeSeconds;
  // The alert sees the loss after a base window, and waits for another.
  const paged = onEvaluation(lost + 2 * base + intervalSeconds + slack);
  const back = paged + intervalSeconds;
  return {
    traffic,
    restart,
    lost,
    waiting: onEvaluation(lost + 1.5 * base),
    paged,
    back,
    end: back + settled(options),
  };
}
