import { parse } from 'pg-connection-string';
import { DemoError, messageOf } from '../errors';

/** Where a database listens: a TCP port, or a unix socket. */
export type Address = { readonly host: string; readonly port: number } | { readonly path: string };

/** pg's name for the socket inside the folder that a connection string gives as host. */
export const socketIn = (folder: string, port: number): string => `${folder}/.s.PGSQL.${port}`;

function settingsOf(url: string): ReturnType<typeof parse> {
  try {
    return parse(url);
  } catch (thrown) {
    // The reason never quotes the address: it may hold a password.
    throw new DemoError('DATABASE_URL_UNUSABLE', { reason: messageOf(thrown).replaceAll(url, '…') });
  }
}

/**
 * The address that pg would connect to.
 * @throws DemoError `DATABASE_URL_UNUSABLE`
 */
export function databaseAddress(url: string): Address {
  const { host, port: given } = settingsOf(url);
  const port = Number(given || 5432);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new DemoError('DATABASE_URL_UNUSABLE', { reason: `its port is "${given}"` });
  }
  if (host?.startsWith('/')) return { path: socketIn(host, port) };
  return { host: host || '127.0.0.1', port };
}

/** The same connection string, but to the proxy: user, password, database and options stay. */
export function databaseUrlThrough(
  url: string,
  proxy: { readonly host: string; readonly port: number },
): string {
  const { user, password, database } = settingsOf(url);
  const query = new URLSearchParams(url.split('?')[1]);
  for (const replaced of ['host', 'port', 'db', 'user', 'password']) query.delete(replaced);
  // A folder is given by the query, where pg looks first; a host name and port in their usual place.
  const isFolder = proxy.host.startsWith('/');
  if (isFolder) query.set('host', proxy.host);
  const login = user
    ? `${encodeURIComponent(user)}${password ? `:${encodeURIComponent(password)}` : ''}@`
    : '';
  const authority = isFolder ? `localhost:${proxy.port}` : `${proxy.host}:${proxy.port}`;
  const options = query.size > 0 ? `?${query.toString()}` : '';
  return `postgres://${login}${authority}/${encodeURIComponent(database ?? '')}${options}`;
}
