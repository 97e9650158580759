import { type Outcome, outcomeOf } from './outcome';
import type { Dice } from './random';

export interface PacerOptions {
  /** Requests a second, now. */
  readonly rate: () => number;
  readonly dice: Dice;
  /** How many may be under way at once. */
  readonly maxInFlight: number;
  /** Makes one request (or one that stands for a chain of them). */
  readonly work: () => Promise<Outcome>;
  /** Told about each request that was due and not made. */
  readonly skipped: (reason: 'too many under way' | 'API away') => void;
}

export interface Pacer {
  /** Stops arrivals, and resolves when what is under way has ended. */
  stop(): Promise<void>;
}

const LONGEST_PAUSE_MS = 1000;
const MOST_LATE_MS = 1000;

/**
 * Makes requests at random moments at the given rate, whether or not earlier ones were answered (an open loop: real
 * users do not wait for each other). An error answer changes nothing, so an outage keeps failing requests coming.
 * Only when there is no answer at all does it pause, from 50 ms up to a second.
 */
export function startPacer({ rate, dice, maxInFlight, work, skipped }: PacerOptions): Pacer {
  const underWay = new Set<Promise<void>>();
  let pauseMs = 0;
  let pausedUntil = 0;
  let due = Date.now();
  let timer: NodeJS.Timeout;

  const learnFrom = (outcome: Outcome): void => {
    pauseMs = typeof outcome === 'number' ? 0 : Math.min(Math.max(2 * pauseMs, 50), LONGEST_PAUSE_MS);
    pausedUntil = Date.now() + pauseMs;
  };
  const arrive = (): void => {
    if (Date.now() < pausedUntil) skipped('API away');
    else if (underWay.size >= maxInFlight) skipped('too many under way');
    else {
      const done: Promise<void> = (async () => work())()
        .catch(outcomeOf)
        .then(learnFrom)
        .finally(() => underWay.delete(done));
      underWay.add(done);
    }
  };
  const scheduleNext = (): void => {
    // After a stall (a laptop that slept) arrivals go on from now: no burst to catch up.
    due = Math.max(due + dice.gap(rate()) * 1000, Date.now() - MOST_LATE_MS);
    timer = setTimeout(
      () => {
        arrive();
        scheduleNext();
      },
      Math.max(0, due - Date.now()),
    );
  };
  scheduleNext();

  return {
    stop: async () => {
      clearTimeout(timer);
      await Promise.all(underWay);
    },
  };
}
