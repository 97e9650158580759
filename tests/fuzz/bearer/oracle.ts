import { METHODS } from 'node:http';
import { type Case, TOKENS } from './case';

/** What a request is, as RFC 9110, 9112 and 6750 have it. */
export type Reading =
  | 'unreadable'
  | 'oversized'
  | 'elsewhere'
  | 'query'
  | 'missing'
  | 'malformed'
  | 'unknown'
  | 'weak'
  | 'method'
  | 'good';

/** How each is to be answered: its status, and the `error` of its challenge; undefined where no challenge is due. */
export const ANSWERS: Readonly<
  Record<Reading, { readonly statuses: readonly number[]; readonly challenge?: string }>
> = {
  unreadable: { statuses: [400] },
  oversized: { statuses: [431] },
  elsewhere: { statuses: [404, 400] },
  query: { statuses: [400], challenge: 'invalid_request' },
  missing: { statuses: [401], challenge: '' },
  malformed: { statuses: [400], challenge: 'invalid_request' },
  unknown: { statuses: [401], challenge: 'invalid_token' },
  weak: { statuses: [403], challenge: 'insufficient_scope' },
  method: { statuses: [405] },
  good: { statuses: [200] },
};

/** Node refuses heads beyond 16 KiB; how exactly it counts is its own affair. */
const HEAD_LIMIT = { may: 16_000, must: 17_000 };
/** The server under test looks at this many header lines, `Host` included. */
const HEADER_LINES = 100;
const LONGEST_TOKEN = 512;

/**
 * What a case may be taken for: one reading, or several where the specifications leave it to the server. Knows nothing
 * of how the endpoint decides: it goes by what the grammar meant, and reads the header character by character.
 */
export function readingsOf(request: Case): readonly Reading[] {
  const { method, path, query, headers, body } = request;
  const head = [method, path.text, ...query.map(({ written }) => written), ...lines(request)].join('\r\n');
  const readings: Reading[] = head.length > HEAD_LIMIT.may ? ['oversized'] : [];
  const folded = headers.some(({ value }) => value.includes(FOLD));
  const unreadable = headers.some(({ value }) => [...value.replaceAll(FOLD, ' ')].some(isControl));
  if (unreadable || body?.framing === 'wrong' || !METHODS.includes(method))
    return [...readings, 'unreadable'];
  if (folded) readings.push('unreadable');
  if (head.length > HEAD_LIMIT.must) return readings;
  if (!path.isEndpoint) return [...readings, 'elsewhere'];
  if (query.some(({ key }) => isTokenKey(key))) return [...readings, 'query'];
  return [...readings, ...credentialsOf(request).map((reading) => afterMethod(reading, method))];
}

const FOLD = '\r\n ';
const isControl = (c: string) => (c < ' ' && c !== '\t') || c === '\x7f';
const lines = ({ headers }: Case) => headers.map(({ name, value }) => `${name}:${value}`);
const isTokenKey = (key: string) => key === 'access_token' || key.startsWith('access_token[');
const afterMethod = (reading: Reading, method: string): Reading =>
  reading === 'good' && method !== 'GET' && method !== 'HEAD' ? 'method' : reading;

function credentialsOf({ headers }: Case): readonly Reading[] {
  const seen = headers
    .slice(0, HEADER_LINES - 1)
    .filter(({ name }) => name.toLowerCase() === 'authorization');
  const [only, second] = seen;
  if (only === undefined) return ['missing'];
  if (second !== undefined) return ['malformed'];
  const text = trimmed(only.value.replaceAll(FOLD, ' '));
  const scheme = text.slice(0, lengthOf(text, SCHEME));
  if (scheme.toLowerCase() !== 'bearer') return ['missing'];
  const rest = text.slice(scheme.length);
  // `Bearer,` and the like: a malformed credential, or one of a scheme that nobody knows.
  if (rest !== '' && rest[0] !== ' ' && rest[0] !== '\t') return ['malformed', 'missing'];
  return [isToken68(rest.slice(1)) && rest[0] === ' ' ? knownAs(rest.slice(1)) : 'malformed'];
}

function knownAs(token: string): Reading {
  if (token.length > LONGEST_TOKEN) return 'unknown';
  return token === TOKENS.good ? 'good' : token === TOKENS.weak ? 'weak' : 'unknown';
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const SCHEME: ReadonlySet<string> = new Set(LETTERS + "!#$%&'*+-.^_`|~");
const TOKEN68: ReadonlySet<string> = new Set(LETTERS + '-._~+/');
const PADDING: ReadonlySet<string> = new Set('=');
const BLANKS: ReadonlySet<string> = new Set(' \t');

/** How many characters at the start of a text are of a set. */
function lengthOf(text: string, set: ReadonlySet<string>): number {
  let length = 0;
  while (set.has(text.charAt(length))) length++;
  return length;
}

function isToken68(text: string): boolean {
  const length = lengthOf(text, TOKEN68);
  return length > 0 && length + lengthOf(text.slice(length), PADDING) === text.length;
}

function trimmed(text: string): string {
  let end = text.length;
  while (BLANKS.has(text.charAt(end - 1))) end--;
  return text.slice(lengthOf(text.slice(0, end), BLANKS), end);
}
