/** The same DSN for somebody who reaches the API at another address: `base` may have a path of its own. */
export function dsnAt(dsn: string, base: string): string {
  const { username, pathname } = new URL(dsn);
  const { protocol, host, pathname: prefix } = new URL(base);
  return `${protocol}//${username}@${host}${prefix.replace(/\/$/, '')}/${pathname.split('/').at(-1)}`;
}

/** The key that a DSN carries: what an ingest request is let in with. */
export const keyOf = (dsn: string): string => new URL(dsn).username;
