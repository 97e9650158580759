import { randomBytes } from 'node:crypto';

/** W3C Trace Context, `traceparent` version 00; later versions begin the same way. */
const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-|$)/;
const allZero = '0'.repeat(32);

/** The trace id of a `traceparent` header; undefined when there is none or it is not valid. */
export function traceIdOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string' || header.startsWith('ff')) return undefined;
  const id = traceparent.exec(header)?.[1];
  return id === allZero ? undefined : id;
}

/** A fresh trace id: 32 hexadecimal digits. */
export const newTraceId = (): string => randomBytes(16).toString('hex');
