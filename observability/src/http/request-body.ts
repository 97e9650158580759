import { isSampled } from './exemplar';

/**
 * What the last request that was read says of its body, from its raw headers: `request.headers` is built on first
 * use. One object serves all requests, which is cheaper than one for each.
 */
export class RequestHead {
  /** Bytes by Content-Length, which Node has found to be digits: any number, to 2^64. 0 without one. */
  contentLength = 0;
  chunked = false;
  /** `X-Requested-With: XMLHttpRequest`. */
  ajax = false;
  /** The `traceparent` header of a trace that was sampled. */
  traceparent: string | undefined = undefined;

  read(rawHeaders: readonly string[]): void {
    this.contentLength = 0;
    this.chunked = this.ajax = false;
    this.traceparent = undefined;
    for (let at = 0; at < rawHeaders.length; at += 2) {
      const name = rawHeaders[at] as string;
      if (((LENGTHS >> name.length) & 1) !== 0) this.#note(name, rawHeaders[at + 1] as string);
    }
  }

  #note(name: string, value: string): void {
    switch (name === 'Content-Length' ? 'content-length' : name.toLowerCase()) {
      case 'content-length':
        this.contentLength = decimal(value);
        break;
      case 'transfer-encoding':
        this.chunked = true;
        break;
      case 'x-requested-with':
        this.ajax = value === 'XMLHttpRequest';
        break;
      case 'traceparent':
        if (isSampled(value)) this.traceparent = value;
    }
  }
}

/** A bit for the length of each name that matters; no two are equally long, and others are mostly of other lengths. */
const LENGTHS = ['traceparent', 'content-length', 'x-requested-with', 'transfer-encoding']
  .map((name) => 1 << name.length)
  .reduce((bits, bit) => bits | bit);

/** The number that a header of digits holds, which Node has checked: Number() would leave compiled code for it. */
function decimal(digits: string): number {
  let value = 0;
  for (let at = 0; at < digits.length; at++) value = value * 10 + digits.charCodeAt(at) - DIGIT_ZERO;
  return value;
}
const DIGIT_ZERO = 48;
