import type { IncomingMessage } from 'node:http';

type Push = (this: IncomingMessage, chunk: Uint8Array | null, encoding?: BufferEncoding) => boolean;

/** Bytes of a chunked body, counted as the parser hands them over. */
export interface ByteCount {
  bytes: number;
}

/**
 * The bytes of chunked requests, counted on the prototype that Express keeps for each application: nothing else sees all
 * of them without starting to consume them, and nothing is written on a request.
 */
export class ChunkedBodies {
  /** Requests under way: while there are none, no look-up is made. */
  readonly #open = new Map<IncomingMessage, ByteCount>();

  /** Watches the requests that have a prototype: once for each. */
  watch(prototype: object): void {
    const open = this.#open;
    const inherited = Reflect.get(prototype, 'push') as Push;
    const counting: Push = function (chunk, encoding) {
      if (open.size > 0 && chunk !== null) {
        const count = open.get(this);
        if (count !== undefined) count.bytes += chunk.length;
      }
      return inherited.call(this, chunk, encoding);
    };
    Reflect.set(prototype, 'push', counting);
  }

  /** Begins to count what comes of a request, and what has come already; to be ended. */
  begin(request: IncomingMessage): ByteCount {
    const count = { bytes: request.readableLength };
    this.#open.set(request, count);
    return count;
  }

  end(request: IncomingMessage): void {
    this.#open.delete(request);
  }
}
