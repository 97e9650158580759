import {
  type BurnRatePair,
  type Clocks,
  type PrometheusClocks,
  type RecordedRates,
  type Rules,
  nextTick,
  recentRate,
  secondsUntilAlert,
  secondsUntilOver,
  seenByTargetRules,
  stackPipeline,
  workbookPairs,
} from '@express-slo-stack/demo';

const { scrapeIntervalSeconds, groupWaitSeconds } = stackPipeline;
/** The pages' group_interval: what changes after a notification is told at its next tick. */
const GROUP_INTERVAL_SECONDS = 60;
/** The base records' range is a minute, and the errors in it are counted between its first scrape and its last. */
const RISE_SECONDS = 60 - scrapeIntervalSeconds;

/** As observability/slos and the generated rules have it. */
export const rulesOf = (objective: number): Rules => ({
  objective,
  minimumErrors: 10,
  riseSeconds: RISE_SECONDS,
});

const pages = workbookPairs.filter(({ severity }) => severity === 'page');

/** Seconds from now until a burn page is delivered, if the fault begins now; Infinity when none is. */
export function secondsToBurnPage(
  recorded: RecordedRates,
  errorShare: number,
  objective: number,
  clocks: Clocks,
): number {
  const fault = { errorShare, eventsPerSecond: recentRate(recorded) };
  const untilPair = (pair: BurnRatePair): number =>
    secondsUntilAlert(pair, recorded, fault, rulesOf(objective), clocks);
  return Math.min(...pages.map(untilPair)) + groupWaitSeconds;
}

/**
 * When the end of a burn page is delivered, if the fault ends now, in milliseconds since the epoch.
 * @param burn the label of the alert that paged, such as `1h-5m`
 * @param eventsPerSecond the SLO's traffic before the fault
 */
export function burnPageOverAt(
  burn: string,
  recorded: RecordedRates,
  { objective, eventsPerSecond }: { readonly objective: number; readonly eventsPerSecond: number },
  clocks: Clocks,
  { now, pagedAt }: { readonly now: number; readonly pagedAt: number },
): number {
  const pair = pages.find(({ name }) => name === burn);
  if (pair === undefined) return Infinity;
  const seconds = secondsUntilOver(pair, recorded, eventsPerSecond, rulesOf(objective), clocks);
  return afterGroupInterval(pagedAt, now + seconds * 1000);
}

/** When the end of TargetDown is delivered, if the target answers again from `from` on. */
export function targetUpAt(clocks: PrometheusClocks, from: number, pagedAt: number): number {
  return afterGroupInterval(pagedAt, seenByTargetRules(clocks, from));
}

/** Alertmanager's next notification about a group that was first told of at `pagedAt`. */
const afterGroupInterval = (pagedAt: number, from: number): number =>
  nextTick({ lastAt: pagedAt, everySeconds: GROUP_INTERVAL_SECONDS }, from);
