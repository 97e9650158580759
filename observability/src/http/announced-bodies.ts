import type { IncomingMessage } from 'node:http';

/**
 * The bytes that arrived so far of bodies with a Content-Length: an answer may be quicker than the body, and a client may
 * announce what it never sends. Most bodies arrive whole before another one begins, and need no look-up.
 */
export class AnnouncedBodies {
  #last: IncomingMessage | undefined;
  #bytes = 0;
  /** Those of which more is to come after another one began. Weak: not all of them are measured. */
  readonly #others = new WeakMap<IncomingMessage, number>();
  #interleaved = false;

  /** Adds a chunk of a request's body. */
  add(request: IncomingMessage, bytes: number): void {
    if (request === this.#last) this.#bytes += bytes;
    else this.#turnTo(request, bytes);
  }

  /** Forgets a request whose body is complete. */
  complete(request: IncomingMessage): void {
    if (request === this.#last) this.#last = undefined;
  }

  /** The bytes of a request's body: those announced if it is complete, else those that arrived. */
  arrived(request: IncomingMessage, announced: number): number {
    if (request.complete) return announced;
    return request === this.#last ? this.#bytes : (this.#others.get(request) ?? 0);
  }

  #turnTo(request: IncomingMessage, bytes: number): void {
    if (this.#last !== undefined) {
      this.#others.set(this.#last, this.#bytes);
      this.#interleaved = true;
    }
    this.#last = request;
    this.#bytes = this.#interleaved ? (this.#others.get(request) ?? 0) + bytes : bytes;
  }
}
