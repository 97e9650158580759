import { DemoError } from '../errors';
import { workbookPairs, type BurnRatePair } from './pairs';
import { secondsToExceed, secondsToFallBelow, type WindowedFault } from './window';

/** A steady fault, and the pipeline that has to notice it. Every duration is in seconds. */
export interface PredictionInput {
  /** The SLO's objective as a ratio, such as 0.999. */
  readonly objective: number;
  /** Share of the SLO's requests that fail while the fault is on, 0 to 1. */
  readonly errorShare: number;
  /** How long there was traffic, without errors, before the fault; Infinity for "longer than every window". */
  readonly historySeconds: number;
  readonly pairs?: readonly BurnRatePair[];
  readonly scrapeIntervalSeconds: number;
  readonly evaluationIntervalSeconds: number;
  /** Alertmanager's `group_wait` of the route that pages take. */
  readonly groupWaitSeconds: number;
}

export interface PairPrediction extends BurnRatePair {
  /** From the fault's start until both windows hold the condition; Infinity when they never do. */
  readonly secondsToCondition: number;
}

export interface Prediction {
  readonly pairs: readonly PairPrediction[];
  /** What the pipeline adds at most: one scrape, one evaluation, the group wait. */
  readonly pipelineSeconds: number;
  /** From the fault's start to the first webhook of a page; Infinity when no page comes. */
  readonly secondsToPage: number;
  /** The same for a ticket, with the group wait of its own route left out of account. */
  readonly secondsToTicket: number;
}

const ranges: Record<string, { holds: (value: number) => boolean; allowed: string }> = {
  objective: { holds: (value) => value > 0 && value < 1, allowed: 'between 0 and 1, such as 0.999' },
  errorShare: { holds: (value) => value >= 0 && value <= 1, allowed: 'from 0 to 1' },
  historySeconds: { holds: (value) => value >= 0, allowed: '0 or more' },
  scrapeIntervalSeconds: { holds: (value) => value > 0, allowed: 'more than 0' },
  evaluationIntervalSeconds: { holds: (value) => value > 0, allowed: 'more than 0' },
  groupWaitSeconds: { holds: (value) => value >= 0, allowed: '0 or more' },
};

function assertInputIsPossible(input: PredictionInput): void {
  for (const [field, { holds, allowed }] of Object.entries(ranges)) {
    const value = input[field as keyof PredictionInput] as number;
    if (!holds(value)) throw new DemoError('PREDICTION_INPUT', { field, value, allowed });
  }
}

const windowsOf = (pair: BurnRatePair, { objective, ...input }: PredictionInput): WindowedFault[] =>
  [pair.longSeconds, pair.shortSeconds].map((windowSeconds) => ({
    ...input,
    windowSeconds,
    threshold: pair.burn * (1 - objective),
  }));

const soonest = (pairs: readonly PairPrediction[], severity: BurnRatePair['severity']): number =>
  Math.min(
    Infinity,
    ...pairs.filter((pair) => pair.severity === severity).map((pair) => pair.secondsToCondition),
  );

/**
 * When a steady fault pages: the time of the burn-rate window, plus one scrape, one evaluation and the group wait.
 * @throws DemoError `PREDICTION_INPUT` for a value outside its range.
 */
export function predict(input: PredictionInput): Prediction {
  assertInputIsPossible(input);
  const pairs = (input.pairs ?? workbookPairs).map((pair) => ({
    ...pair,
    secondsToCondition: Math.max(...windowsOf(pair, input).map(secondsToExceed)),
  }));
  const pipelineSeconds =
    input.scrapeIntervalSeconds + input.evaluationIntervalSeconds + input.groupWaitSeconds;
  return {
    pairs,
    pipelineSeconds,
    secondsToPage: soonest(pairs, 'page') + pipelineSeconds,
    secondsToTicket: soonest(pairs, 'ticket') + pipelineSeconds,
  };
}

/**
 * From the fault's end until no page's condition holds any more. Prometheus needs one scrape and one evaluation more
 * to see it, and Alertmanager tells at its next group interval.
 */
export function predictSecondsToReset(input: PredictionInput, faultSeconds: number): number {
  assertInputIsPossible(input);
  const resets = (input.pairs ?? workbookPairs)
    .filter(({ severity }) => severity === 'page')
    .map((pair) =>
      Math.min(...windowsOf(pair, input).map((window) => secondsToFallBelow(window, faultSeconds))),
    );
  return Math.max(0, ...resets);
}
