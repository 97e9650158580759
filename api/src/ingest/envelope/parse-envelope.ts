import { isObject, type JsonObject } from '../event/read';
import { readUuid } from './event-id';

const newline = 0x0a;
const carriageReturn = 0x0d;

/** One item of an envelope. The payload is a view on the envelope's bytes, not a copy. */
export interface EnvelopeItem {
  /** The header's `type`; empty when the item is malformed. */
  readonly type: string;
  readonly header: JsonObject;
  readonly payload: Buffer;
  /** What breaks the grammar, if anything does. */
  readonly malformed?: 'header' | 'type' | 'length' | 'termination';
}

/** What an envelope says before its items. */
export interface EnvelopeStart {
  readonly header: JsonObject;
  /** From the header; it beats the payload's. */
  readonly eventId: string | undefined;
  /** Where the items begin, in bytes. */
  readonly itemsAt: number;
}

interface Line {
  readonly bytes: Buffer;
  /** Where the next line begins; past the end when there is none. */
  readonly next: number;
}

function lineAt(bytes: Buffer, start: number): Line {
  const end = bytes.indexOf(newline, start);
  return end === -1
    ? { bytes: bytes.subarray(start), next: bytes.length }
    : { bytes: bytes.subarray(start, end), next: end + 1 };
}

/** A header is small; more is an attack on the parser's stack or memory. */
const maxHeaderBytes = 64 * 1024;

function parseHeader(bytes: Buffer): JsonObject | undefined {
  if (bytes.length > maxHeaderBytes) return undefined;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Where the next line that is not blank begins; at or past the end when there is none. */
function skipBlankLines(bytes: Buffer, start: number): number {
  let position = start;
  while (position < bytes.length) {
    const end = bytes[position] === carriageReturn ? position + 1 : position;
    if (end < bytes.length && bytes[end] !== newline) return position;
    position = end + 1;
  }
  return position;
}

const nothing = Buffer.alloc(0);

function itemOf(header: JsonObject, payload: Buffer): EnvelopeItem {
  return typeof header.type === 'string' && header.type !== ''
    ? { type: header.type, header, payload }
    : { type: '', header, payload, malformed: 'type' };
}

/** Reads the item whose header begins at `start`. `next` is undefined when nothing after it can be delimited. */
function itemAt(bytes: Buffer, start: number): { item: EnvelopeItem; next: number | undefined } {
  const line = lineAt(bytes, start);
  const header = parseHeader(line.bytes);
  if (header === undefined) {
    return {
      item: { type: '', header: {}, payload: nothing, malformed: 'header' },
      next: undefined,
    };
  }
  const item = itemOf(header, nothing);
  const { length } = header;
  if (length === undefined || length === null) {
    const payload = lineAt(bytes, line.next);
    return { item: itemOf(header, payload.bytes), next: payload.next };
  }
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) {
    return { item: { ...item, malformed: 'length' }, next: undefined };
  }
  const end = line.next + length;
  if (end > bytes.length) return { item: { ...item, malformed: 'length' }, next: undefined };
  if (end < bytes.length && bytes[end] !== newline) {
    return { item: { ...item, malformed: 'termination' }, next: undefined };
  }
  return { item: itemOf(header, bytes.subarray(line.next, end)), next: end + 1 };
}

/**
 * Reads the first line of an envelope by Sentry's grammar (develop docs, "Envelopes"): the header.
 *
 * @returns undefined when it is not a JSON object, or its `event_id` is not a UUID.
 */
export function parseEnvelopeStart(bytes: Buffer): EnvelopeStart | undefined {
  const first = lineAt(bytes, 0);
  const header = parseHeader(first.bytes);
  if (header === undefined) return undefined;
  const eventId = readUuid(header.event_id);
  if (eventId === undefined && header.event_id !== undefined && header.event_id !== null) return undefined;
  return { header, eventId, itemsAt: first.next };
}

/**
 * Reads an envelope's items, which begin at `itemsAt`, by Sentry's grammar (develop docs, "Envelopes"): for each a
 * header line and a payload. A payload with a `length` has exactly so many bytes and ends in a newline or the end;
 * one without ends at the next newline. The last newline may be missing, and there may be no item at all.
 *
 * An item that breaks the grammar is returned as `malformed`; where its end cannot be known it is the last one.
 * An item of an unknown type is an item like any other.
 *
 * @returns undefined when there are more than `most` items; no more than these are read.
 */
export function parseItems(bytes: Buffer, itemsAt: number, most: number): EnvelopeItem[] | undefined {
  const items: EnvelopeItem[] = [];
  let position = skipBlankLines(bytes, itemsAt);
  while (position < bytes.length) {
    if (items.length === most) return undefined;
    const { item, next } = itemAt(bytes, position);
    items.push(item);
    position = skipBlankLines(bytes, next ?? bytes.length);
  }
  return items;
}
