import type { Place } from './place';
import { asText, isObject } from './read';

type Pair = [string, string | null];

/** The request an event happened in, in the shape of Sentry's API. */
export interface RequestEntry {
  method: string | null;
  url: string | null;
  query: Pair[];
  fragment: string | null;
  data: unknown;
  headers: Pair[];
  cookies: Pair[];
  env: Record<string, unknown> | null;
  inferredContentType: string | null;
}

const maxText = 8192;
const maxPairs = 200;
const filtered = '[Filtered]';
/** Headers that carry credentials; an error tracker must not become a store of them. */
const secretHeaders = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'x-auth-token',
  'x-csrf-token',
  'x-sentry-auth',
]);

function pairsOf(value: unknown, at: Place): Pair[] {
  const pairs: [unknown, unknown][] = Array.isArray(value)
    ? value.map((pair: unknown) => (Array.isArray(pair) ? [pair[0], pair[1]] : [undefined, undefined]))
    : isObject(value)
      ? Object.entries(value)
      : [];
  return at.some(pairs, maxPairs).flatMap(([key, inner], index) => {
    const name = at.textOf(index, key, 256);
    const text = Array.isArray(inner)
      ? inner.map((one) => asText(one) ?? '').join(', ')
      : (at.textOf(name ?? index, inner, maxText) ?? asText(inner, maxText));
    return name === null ? [] : [[name, text ?? null] satisfies Pair];
  });
}

function readQuery(value: unknown, at: Place): Pair[] {
  return pairsOf(typeof value === 'string' ? [...new URLSearchParams(value)] : value, at);
}

const readCookies = (value: unknown, at: Place): Pair[] =>
  (typeof value === 'string'
    ? value.split(';').map((cookie): Pair => [cookie.split('=', 1)[0]?.trim() ?? '', null])
    : pairsOf(value, at)
  )
    .filter(([name]) => name !== '')
    .map(([name]) => [name, filtered]);

const readHeaders = (value: unknown, at: Place): Pair[] =>
  pairsOf(value, at)
    .map(([name, text]): Pair => [name, secretHeaders.has(name.toLowerCase()) ? filtered : text])
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));

/** The query and fragment are shown by themselves, so the URL goes without. */
function splitUrl(value: unknown, at: Place): { url: string | null; query: string; fragment: string | null } {
  const text = at.textOf('url', value, maxText);
  if (text === null) return { url: null, query: '', fragment: null };
  const [beforeFragment = '', ...fragment] = text.split('#');
  const [url = '', ...query] = beforeFragment.split('?');
  return { url, query: query.join('?'), fragment: fragment.join('#') || null };
}

/** Reads the `request` interface; values of cookies and credential headers are filtered out. */
export function readRequest(value: unknown, at: Place): RequestEntry | undefined {
  if (!isObject(value)) {
    if (value !== undefined && value !== null) at.leftOut(undefined, value, 'not an object');
    return undefined;
  }
  if (Object.keys(value).length === 0) return undefined;
  const { url, query, fragment } = splitUrl(value.url, at);
  const headers = readHeaders(value.headers, at.in('headers'));
  const ownQuery = readQuery(value.query_string, at.in('query_string'));
  return {
    method: at.text(value, 'method', 32)?.toUpperCase() ?? null,
    url,
    query: ownQuery.length > 0 ? ownQuery : readQuery(query, at.in('url')),
    fragment: at.text(value, 'fragment', maxText) ?? fragment,
    data: value.data ?? null,
    headers,
    cookies: readCookies(value.cookies, at.in('cookies')),
    env: at.object(value, 'env'),
    inferredContentType:
      at.text(value, 'inferred_content_type', 256) ??
      headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ??
      null,
  };
}
