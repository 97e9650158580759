import { createHash } from 'node:crypto';
import type { ReportFieldError } from './field-errors';
import { Place } from './place';
import { isObject, textOrNull, type JsonObject } from './read';

export interface UserOptions {
  /** The client's address as the server sees it; SDKs ask for it by `{{auto}}`. */
  readonly remoteAddress: string | undefined;
  /** Whether addresses are left out. */
  readonly scrubAddresses: boolean;
}

const textFields = ['id', 'email', 'username', 'name'] as const;

/** Reads the `user` interface; null when it says nothing about anybody. */
export function readUser(value: unknown, options: UserOptions, report: ReportFieldError): JsonObject | null {
  if (value === undefined || value === null) return null;
  if (!isObject(value)) {
    report('user', value, 'not an object');
    return null;
  }
  const at = new Place(report, 'user');
  const { ip_address: sent, ...rest } = value;
  const user: JsonObject = { ...rest };
  for (const field of textFields) {
    if (field in user) user[field] = at.text(user, field, 256);
  }
  const address = sent === '{{auto}}' ? options.remoteAddress : at.textOf('ip_address', sent, 64);
  if (address && !options.scrubAddresses) user.ip_address = address;
  return Object.values(user).some((field) => field !== null) ? user : null;
}

/** Which field tells users apart, the best first. */
const identifying = ['id', 'email', 'username', 'ip_address'] as const;

/** Digest that counts one user once; undefined for an event of nobody in particular. */
export function userHashOf(user: JsonObject | null): string | undefined {
  const field = identifying.find((name) => Boolean(user?.[name]));
  if (user === null || field === undefined) return undefined;
  return createHash('sha256')
    .update(`${field}:${textOrNull(user[field]) ?? ''}`)
    .digest('hex');
}
