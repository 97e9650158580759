/** A request's path without its query, which may hold a project key. */
export function withoutQuery(url: string): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}

/** Keys whose values never reach a log, wherever an object that has them is logged. */
const secretKeys = [
  'authorization',
  'cookie',
  '["x-sentry-auth"]',
  'sentry_key',
  'glitchtip_key',
  'password',
  'token',
  'dsn',
];

const join = (prefix: string, key: string): string =>
  key.startsWith('[') ? `${prefix}${key}` : `${prefix}.${key}`;

/** Paths for pino's redaction. */
export const redactedPaths: string[] = secretKeys.flatMap((key) => [
  key,
  join('*', key),
  join('req.headers', key),
  join('headers', key),
]);
