import { readUuid } from '../envelope/event-id';
import type { Credentials } from './credentials';

/** The key and project of a DSN, `scheme://<public key>@host[/path]/<project id>`; undefined when it is not one. */
export function readDsn(dsn: unknown): { publicKey: string; projectId: string } | undefined {
  if (typeof dsn !== 'string' || !URL.canParse(dsn)) return undefined;
  const { username, pathname } = new URL(dsn);
  const publicKey = readUuid(username);
  const projectId = /\/(\d+)\/?$/.exec(pathname)?.[1];
  return publicKey === undefined || projectId === undefined ? undefined : { publicKey, projectId };
}

/**
 * Joins a request's credentials with the `dsn` of its envelope's header, which SDKs send through a tunnel
 * (develop docs, "Envelopes", Authentication). Both must agree where both are there, and so must the project.
 */
export function withEnvelopeDsn(request: Credentials, envelopeDsn: unknown, projectId: string): Credentials {
  if (envelopeDsn === undefined || envelopeDsn === null) return request;
  const dsn = readDsn(envelopeDsn);
  if (dsn === undefined) return { kind: 'malformed' };
  if (dsn.projectId !== projectId) return { kind: 'conflict' };
  if (request.kind === 'missing') return { kind: 'key', publicKey: dsn.publicKey };
  if (request.kind === 'key' && request.publicKey !== dsn.publicKey) return { kind: 'conflict' };
  return request;
}
