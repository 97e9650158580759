import type { ServerResponse } from 'node:http';

/** Fields of Node's responses, the same since Node 0.12, that say how a body was sent. */
interface Sent {
  /** Bytes of a body that was handed to `end()` or `send()` whole, else what a Content-Length announces; null without. */
  readonly _contentLength?: number | null;
  /** False for HEAD, 204 and 304, whose bodies are not sent. */
  readonly _hasBody?: boolean;
}

type Write = (this: ServerResponse, chunk: unknown, encoding?: unknown, callback?: unknown) => unknown;

/** What was handed over of a body otherwise than whole. */
interface Written {
  bytes: number;
  /** Whether in parts: by `write()`, as streams do. */
  inParts: boolean;
}

/**
 * The bytes of responses. Those of one that is written in parts are counted on the prototype that Express keeps for each
 * application. One object serves all responses, which is cheaper than one for each.
 */
export class ResponseBodies {
  /** Bytes that the application handed over of the last response that was read, without headers and framing. */
  bytes = 0;
  /** Whether that body was written in parts. */
  streamed = false;
  readonly #written = new WeakMap<ServerResponse, Written>();
  /** Responses that were written and not read yet: while there are none, no look-up is made. */
  #unread = 0;

  /** Watches the responses that have a prototype: once for each. */
  watch(prototype: object): void {
    this.#count(prototype, 'write');
    this.#count(prototype, 'end');
  }

  /** Reads a closed response. */
  read(response: ServerResponse): void {
    const { _contentLength, _hasBody } = response as Sent;
    const written = this.#unread === 0 ? undefined : this.#take(response);
    this.streamed = _hasBody !== false && written?.inParts === true;
    if (_hasBody !== false && written !== undefined) this.bytes = written.bytes;
    // Of a body that did not come to its end, a Content-Length only says what was meant to be sent.
    else this.bytes = _hasBody !== false && response.writableEnded ? (_contentLength ?? 0) : 0;
  }

  #take(response: ServerResponse): Written | undefined {
    const written = this.#written.get(response);
    if (written !== undefined) this.#unread--;
    return written;
  }

  #note(response: ServerResponse, bytes: number, inParts: boolean): void {
    const known = this.#written.get(response);
    const written = known ?? { bytes: 0, inParts: false };
    written.bytes += bytes;
    written.inParts ||= inParts;
    if (known !== undefined) return;
    this.#written.set(response, written);
    this.#unread++;
  }

  #count(prototype: object, method: 'write' | 'end'): void {
    const inherited = Reflect.get(prototype, method) as Write;
    const note = this.#note.bind(this);
    const counting: Write = function (chunk, encoding, callback) {
      // A body that begins and ends with end() is counted by Node itself; what comes after the end, Node refuses.
      if ((method === 'write' || this.headersSent) && !this.writableEnded && !this.destroyed) {
        note(this, bytesOf(chunk, encoding), method === 'write');
      }
      return inherited.call(this, chunk, encoding, callback);
    };
    Reflect.set(prototype, method, counting);
  }
}

function bytesOf(chunk: unknown, encoding: unknown): number {
  if (chunk instanceof Uint8Array) return chunk.length;
  if (typeof chunk !== 'string') return 0;
  return Buffer.byteLength(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
}
