import type { Call, Caller } from './caller';
import { endpoints, type Endpoint } from './endpoints';
import { emptyEvent, envelopeOf } from './event';
import type { Outcome } from './outcome';
import { ORGANIZATION } from './provision';
import type { Dice } from './random';

interface Mistake {
  readonly weight: number;
  readonly endpoint: Endpoint;
  readonly request: (dice: Dice, projectId: string) => Call;
}

const WRONG_KEY = '0'.repeat(32);

/** Requests that are wrong by themselves: the answers 401, 403 and 404 are no failure of the API. */
const mistakes: readonly [Mistake, ...Mistake[]] = [
  {
    weight: 3,
    endpoint: endpoints.unmatched,
    request: (dice) => ({ path: dice.pick(['/wp-login.php', '/.env', '/admin']) }),
  },
  { weight: 3, endpoint: endpoints.listProjects, request: () => ({}) },
  {
    weight: 2,
    endpoint: endpoints.project,
    request: () => ({
      parameters: { organization: ORGANIZATION, project: 'web' },
      headers: { authorization: `Bearer ${'f'.repeat(64)}` },
    }),
  },
  {
    weight: 2,
    endpoint: endpoints.envelope,
    request: (dice, projectId) => ({
      parameters: { projectId },
      query: { sentry_key: WRONG_KEY, sentry_version: '7' },
      body: envelopeOf(emptyEvent(dice)),
    }),
  },
];

export interface StrangerOptions {
  readonly call: Caller;
  readonly projectIds: readonly string[];
  readonly dice: Dice;
}

/** Scanners, expired tokens and wrong keys: each call makes one request. */
export function createStranger({ call, projectIds, dice }: StrangerOptions): () => Promise<Outcome> {
  return async () => {
    const { endpoint, request } = dice.weighted(mistakes);
    const projectId = projectIds[dice.between(0, projectIds.length - 1)] ?? '1';
    return (await call('stranger', endpoint, request(dice, projectId))).status;
  };
}
