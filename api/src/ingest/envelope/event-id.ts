import { randomUUID } from 'node:crypto';

const undashed = /^[0-9a-f]{32}$/i;
const dashed = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Reads an event id or a public key: a UUID of 32 digits, or 36 characters with dashes (develop docs, "Envelopes").
 *
 * @returns 32 lower-case hexadecimal digits; undefined for anything else.
 */
export function readUuid(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (!undashed.test(value) && !dashed.test(value)) return undefined;
  return value.replaceAll('-', '').toLowerCase();
}

/** A new event id, for an event that came without one. */
export const newEventId = (): string => randomUUID().replaceAll('-', '');
