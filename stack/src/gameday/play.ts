import {
  type DemoClient,
  type InboxEntry,
  type PredictionInput,
  predict,
  predictSecondsToReset,
  stackPipeline,
  workbookPairs,
} from '@express-slo-stack/demo';
import { messageOf } from '../errors';
import type { Scenario } from './scenarios';
import type { SteadyState } from './steady';

/** What a game day found. Times in seconds; those that were not reached are null. */
export interface GamedayReport {
  readonly scenario: string;
  readonly service: string;
  readonly slo: string;
  /** From the fault's start to the first webhook: window, one scrape, one evaluation, group wait. */
  readonly predictedSecondsToPage: number;
  readonly measuredSecondsToPage: number | null;
  readonly delivered: boolean;
  /** From the fault's end until the page's shortest window no longer holds, plus the same pipeline and one group interval. */
  readonly predictedSecondsToResolve: number | null;
  readonly measuredSecondsToResolve: number | null;
  readonly resolved: boolean;
  /** Traffic recorded before the fault: a young stack pages sooner, for its windows are not full. */
  readonly historySeconds: number;
  readonly page: Pick<InboxEntry, 'receivedAt' | 'labels' | 'annotations'> | null;
}

interface Game {
  readonly name: string;
  readonly scenario: Scenario;
  readonly steady: SteadyState;
  readonly demo: DemoClient;
  readonly progress: (message: string) => void;
}

/** The pages' `group_interval`: a resolved notice waits for its next tick. */
const groupIntervalSeconds = 60;
/** How much later than predicted still counts as delivered, before the game is called off. */
const graceSeconds = 240;

/** Fault on, page, fault off, resolved. The fault is off when this returns or throws. */
export async function play({ name, scenario, steady, demo, progress }: Game): Promise<GamedayReport> {
  const { fault, grade, service, slo, errorShare } = scenario;
  const input: PredictionInput = { ...steady, ...stackPipeline, errorShare };
  const { secondsToPage, pipelineSeconds } = predict(input);
  const { id: lastBefore = 0 } = (await demo.inbox()).at(-1) ?? {};
  const isOurs = (entry: InboxEntry, status: InboxEntry['status']): boolean =>
    entry.id > lastBefore && entry.status === status && isPageOf(entry, service, slo);
  const find = (
    isIt: (entry: InboxEntry) => boolean,
    withinSeconds: number,
  ): Promise<InboxEntry | undefined> =>
    demo.waitForAlert({ withinSeconds, isIt }).catch((thrown: unknown) => {
      progress(messageOf(thrown));
      return undefined;
    });

  progress(`${scenario.title}: a page is predicted after ${secondsToPage.toFixed(0)} s`);
  const began = Date.now();
  let page: InboxEntry | undefined;
  try {
    await demo.setFault(fault, { ...grade, forSeconds: Math.ceil(secondsToPage + graceSeconds) });
    page = await find((entry) => isOurs(entry, 'firing'), secondsToPage + graceSeconds);
  } finally {
    await demo.clearFault(fault);
  }
  const ended = Date.now();
  const measured = page === undefined ? null : secondsBetween(began, page.receivedAt);
  if (measured !== null) progress(`The page arrived after ${measured.toFixed(1)} s; the fault is off again`);

  // Of several burn-rate pairs in one notification, the one that is over first is waited for.
  const pages = (await demo.inbox()).filter((entry) => isOurs(entry, 'firing'));
  const [first] = pages
    .map(({ labels }) => labels['burn'])
    .map((burn) => ({ burn, reset: resetOf(burn, input, (ended - began) / 1000) }))
    .sort((a, b) => a.reset - b.reset);
  const toResolve = first === undefined ? null : first.reset + pipelineSeconds + groupIntervalSeconds;
  if (toResolve !== null) progress(`It is predicted to resolve within ${toResolve.toFixed(0)} s`);
  const isOver = (entry: InboxEntry): boolean =>
    isOurs(entry, 'resolved') && entry.labels['burn'] === first?.burn;
  const resolved = toResolve === null ? undefined : await find(isOver, toResolve + graceSeconds);

  return {
    scenario: name,
    service,
    slo,
    predictedSecondsToPage: round(secondsToPage),
    measuredSecondsToPage: measured,
    delivered: page !== undefined,
    predictedSecondsToResolve: toResolve === null ? null : round(toResolve),
    measuredSecondsToResolve: resolved === undefined ? null : secondsBetween(ended, resolved.receivedAt),
    resolved: resolved !== undefined,
    historySeconds: steady.historySeconds,
    page: page === undefined ? null : pick(page),
  };
}

function resetOf(burn: string | undefined, input: PredictionInput, faultSeconds: number): number {
  return predictSecondsToReset(
    { ...input, pairs: workbookPairs.filter(({ name }) => name === burn) },
    faultSeconds,
  );
}

const isPageOf = ({ labels }: InboxEntry, service: string, slo: string): boolean =>
  labels['severity'] === 'page' && labels['service'] === service && labels['slo'] === slo;

const round = (seconds: number): number => Math.round(seconds * 10) / 10;
const secondsBetween = (began: number, ended: string): number => round((Date.parse(ended) - began) / 1000);
const pick = ({ receivedAt, labels, annotations }: InboxEntry) => ({ receivedAt, labels, annotations });
