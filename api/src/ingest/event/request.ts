import { asText, isObject, textOrNull } from './read';

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

function pairsOf(value: unknown): Pair[] {
  const pairs: [unknown, unknown][] = Array.isArray(value)
    ? value.map((pair: unknown) => (Array.isArray(pair) ? [pair[0], pair[1]] : [undefined, undefined]))
    : isObject(value)
      ? Object.entries(value)
      : [];
  return pairs.slice(0, maxPairs).flatMap(([key, inner]) => {
    const name = asText(key, 256);
    const text = Array.isArray(inner)
      ? inner.map((one) => asText(one) ?? '').join(', ')
      : asText(inner, maxText);
    return name === undefined ? [] : [[name, text ?? null] satisfies Pair];
  });
}

function readQuery(value: unknown): Pair[] {
  if (typeof value !== 'string') return pairsOf(value);
  return [...new URLSearchParams(value)].slice(0, maxPairs);
}

const readCookies = (value: unknown): Pair[] =>
  (typeof value === 'string'
    ? value.split(';').map((cookie): Pair => [cookie.split('=', 1)[0]?.trim() ?? '', null])
    : pairsOf(value)
  )
    .filter(([name]) => name !== '')
    .map(([name]) => [name, filtered]);

const readHeaders = (value: unknown): Pair[] =>
  pairsOf(value)
    .map(([name, text]): Pair => [name, secretHeaders.has(name.toLowerCase()) ? filtered : text])
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));

/** The query and fragment are shown by themselves, so the URL goes without. */
function splitUrl(value: unknown): { url: string | null; query: string; fragment: string | null } {
  const text = asText(value, maxText);
  if (text === undefined) return { url: null, query: '', fragment: null };
  const [beforeFragment = '', ...fragment] = text.split('#');
  const [url = '', ...query] = beforeFragment.split('?');
  return { url, query: query.join('?'), fragment: fragment.join('#') || null };
}

/** Reads the `request` interface; values of cookies and credential headers are filtered out. */
export function readRequest(value: unknown): RequestEntry | undefined {
  if (!isObject(value) || Object.keys(value).length === 0) return undefined;
  const { url, query, fragment } = splitUrl(value.url);
  const headers = readHeaders(value.headers);
  const ownQuery = readQuery(value.query_string);
  return {
    method: textOrNull(value.method, 32)?.toUpperCase() ?? null,
    url,
    query: ownQuery.length > 0 ? ownQuery : readQuery(query),
    fragment: textOrNull(value.fragment, maxText) ?? fragment,
    data: value.data ?? null,
    headers,
    cookies: readCookies(value.cookies),
    env: isObject(value.env) ? value.env : null,
    inferredContentType:
      textOrNull(value.inferred_content_type, 256) ??
      headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ??
      null,
  };
}
