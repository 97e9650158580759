import type { ServerResponse } from 'node:http';
import type { Application } from './routes/express-internals';

/** Fields of Node's responses, the same since Node 0.12, that say how a body was sent. */
interface Sent {
  /** Bytes, where the whole body was handed to `end()` or `send()`; null where it was written in parts. */
  readonly _contentLength?: number | null;
  /** False for HEAD, 204 and 304, whose bodies are not sent. */
  readonly _hasBody?: boolean;
}

type Write = (this: ServerResponse, chunk: unknown, encoding?: unknown, callback?: unknown) => unknown;

/** Counts the bytes of responses that are written in parts, on the prototype that Express keeps for each application. */
export class ResponseBodies {
  readonly #written = new WeakMap<ServerResponse, number>();
  readonly #watched = new WeakSet<object>();

  /** Watches all responses of an application and of those mounted in it. */
  watch(app: Application): void {
    const { response } = app;
    if (response === undefined || this.#watched.has(response)) return;
    this.#watched.add(response);
    this.#count(response, 'write');
    this.#count(response, 'end');
  }

  /** Whether the body was written in parts. */
  isStreamed(response: ServerResponse): boolean {
    const { _contentLength, _hasBody } = response as Sent;
    return typeof _contentLength !== 'number' && _hasBody !== false && response.headersSent;
  }

  /** Bytes of the body, without headers and framing. */
  bytes(response: ServerResponse): number {
    const { _contentLength, _hasBody } = response as Sent;
    if (_hasBody === false) return 0;
    return typeof _contentLength === 'number' ? _contentLength : (this.#written.get(response) ?? 0);
  }

  #count(prototype: object, method: 'write' | 'end'): void {
    const inherited = Reflect.get(prototype, method) as Write;
    const written = this.#written;
    const counting: Write = function (chunk, encoding, callback) {
      // A body that begins and ends with end() is counted by Node itself.
      if (method === 'write' || this.headersSent) {
        const bytes = bytesOf(chunk, encoding);
        if (bytes > 0) written.set(this, (written.get(this) ?? 0) + bytes);
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
