import type { IncomingMessage } from 'node:http';
import { isSampled } from './exemplar';

/** What a request says of its body before it is read, from its raw headers: `request.headers` is built on first use. */
export interface RequestHead {
  /** Bytes by Content-Length, which Node has checked; 0 without a body, and while a chunked one is being counted. */
  readonly contentLength: number;
  readonly chunked: boolean;
  /** `X-Requested-With: XMLHttpRequest`. */
  readonly ajax: boolean;
  /** The `traceparent` header of a trace that was sampled. */
  readonly traceparent: string | undefined;
}

export function readHead({ rawHeaders }: IncomingMessage): RequestHead {
  let contentLength = 0;
  let chunked = false;
  let ajax = false;
  let traceparent: string | undefined;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string;
    // Only four headers matter, and no two of them are equally long.
    const { length } = name;
    if (length === 11) {
      const value = rawHeaders[at + 1] as string;
      if (name.toLowerCase() === 'traceparent' && isSampled(value)) traceparent = value;
    } else if (length === 14) {
      if (name.toLowerCase() === 'content-length') contentLength = Number(rawHeaders[at + 1]);
    } else if (length === 16) {
      if (name.toLowerCase() === 'x-requested-with') ajax = rawHeaders[at + 1] === 'XMLHttpRequest';
    } else if (length === 17) {
      if (name.toLowerCase() === 'transfer-encoding') chunked = true;
    }
  }
  return { contentLength, chunked, ajax, traceparent };
}

/** Bytes of a chunked body, counted as the parser hands them over. */
export interface ByteCount {
  bytes: number;
}

/**
 * Counts a chunked body. Only for these requests is a method put on the request: nothing else sees all bytes
 * without starting to consume them.
 */
export function countChunks(request: IncomingMessage): ByteCount {
  const count: ByteCount = { bytes: request.readableLength };
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    if (chunk !== null) count.bytes += chunk.length;
    return push(chunk, encoding);
  };
  return count;
}
