import { unescape } from 'node:querystring';
import type { Outcome } from '../http/connection';
import type { Answer } from '../http/read-answer';
import type { Case } from './case';
import { ANSWERS, type Reading, readingsOf } from './oracle';

/** What can be wrong with a server, worst first. */
export const FINDINGS = {
  crashed: 'the process ended',
  hung: 'no answer in time',
  byQuery: 'let in by the query',
  byBody: 'let in by the body',
  byHeader: 'let in by a header that is not one good token',
  beside: 'let in with a good header and a token in the query',
  keptOut: 'kept out with a good token',
  answer: 'answered otherwise than RFC 6750 has it',
} as const;
export type Finding = keyof typeof FINDINGS;

/** What is wrong about the outcome of a case, or undefined. `readings`: what the case may be taken for. */
export function judge(
  request: Case,
  readings: readonly Reading[],
  outcome: Outcome | 'crashed',
): Finding | undefined {
  if (outcome === 'crashed' || outcome === 'hung') return outcome;
  if (outcome === 'closed') return 'answer';
  if (outcome.status === 200 && !readings.some(isWayIn)) return entryOf(request, readings);
  if (readings.some((reading) => isAnswered(reading, outcome))) return undefined;
  return readings.every((reading) => reading === 'good') ? 'keptOut' : 'answer';
}

/** A good token, for a method that the endpoint may not have. */
const isWayIn = (reading: Reading) => reading === 'good' || reading === 'method';

function entryOf(request: Case, readings: readonly Reading[]): Finding {
  if (readings.includes('query')) {
    return readingsOf({ ...request, query: [] }).some(isWayIn) ? 'beside' : 'byQuery';
  }
  return unescape(request.body?.content ?? '').includes('access_token') ? 'byBody' : 'byHeader';
}

function isAnswered(reading: Reading, { status, headers }: Answer): boolean {
  const { statuses, challenge } = ANSWERS[reading];
  if (!statuses.includes(status)) return false;
  if (reading === 'good' || challenge !== undefined) {
    if (headers.get('cache-control') !== 'no-store') return false;
  }
  if (reading === 'method' && headers.get('allow') === undefined) return false;
  return challenge === undefined || isChallenge(headers.get('www-authenticate') ?? '', challenge);
}

/** RFC 6750 section 3: the scheme, a realm, and an error only where a credential came. */
function isChallenge(header: string, error: string): boolean {
  const named = /(?:^|[ ,])error="([^"]*)"/.exec(header)?.[1] ?? '';
  return /^Bearer realm="[^"\\]+"/.test(header) && named === error;
}
