import type { IncomingMessage } from 'node:http';
import { AnnouncedBodies } from './announced-bodies';

type Push = (this: IncomingMessage, chunk: Uint8Array | null, encoding?: BufferEncoding) => boolean;

/** Bytes of a chunked body, counted as the parser hands them over. */
export interface ByteCount {
  bytes: number;
}

/**
 * The bytes of requests, counted on the prototype that Express keeps for each application: nothing else sees all
 * of them without starting to consume them, and nothing is written on a request.
 */
export class RequestBodies {
  /** Those with a Content-Length. */
  readonly announced = new AnnouncedBodies();
  /** The request whose body began to come last: most come whole before another one begins, and need no look-up. */
  #last: IncomingMessage | undefined;
  #lastCount: ByteCount = { bytes: 0 };
  /** Those of which more is to come after another one began. */
  readonly #others = new Map<IncomingMessage, ByteCount>();

  /** Watches the requests that have a prototype: once for each. */
  watch(prototype: object): void {
    const inherited = Reflect.get(prototype, 'push') as Push;
    const count = this.#count.bind(this);
    const counting: Push = function (chunk, encoding) {
      count(this, chunk);
      return inherited.call(this, chunk, encoding);
    };
    Reflect.set(prototype, 'push', counting);
  }

  /** Begins to count what comes of a chunked request, and what has come already; to be ended. */
  begin(request: IncomingMessage): ByteCount {
    if (this.#last !== undefined) this.#others.set(this.#last, this.#lastCount);
    this.#last = request;
    return (this.#lastCount = { bytes: request.readableLength });
  }

  end(request: IncomingMessage): void {
    if (request === this.#last) this.#last = undefined;
    else if (this.#others.size > 0) this.#others.delete(request);
  }

  /** Null is the body's end. */
  #count(request: IncomingMessage, chunk: Uint8Array | null): void {
    if (chunk === null) {
      this.end(request);
      this.announced.complete(request);
    } else if (request === this.#last) {
      this.#lastCount.bytes += chunk.length;
    } else {
      const count = this.#others.size > 0 ? this.#others.get(request) : undefined;
      if (count === undefined) this.announced.add(request, chunk.length);
      else count.bytes += chunk.length;
    }
  }
}
