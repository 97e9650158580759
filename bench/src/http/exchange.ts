import { EventEmitter } from 'node:events';
import { createServer, IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What a client sends, and what the application answers. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  /** `Name: value` lines. */
  readonly head: Buffer;
  /** Empty without one. */
  readonly body?: Buffer;
}

/** How Node's parser hands over what it read. */
interface Parsed {
  _addHeaderLines(lines: readonly string[], count: number): void;
}

/**
 * Answers a request as Node's HTTP server does, with its own request and response objects and events, but without a
 * connection: the bytes are thrown away, and nothing happens between two calls. Like Node, it reads `request.headers`
 * before anybody else does, looking for Host (`requireHostHeader`), and hands the body over after the head.
 * Returns the response, when all is over.
 */
export function answer(server: Server, { method, url, head, body }: Exchange): ServerResponse {
  const socket = new BlindSocket();
  const request = new IncomingMessage(socket as unknown as Socket);
  request.method = method;
  request.url = url;
  request.httpVersion = '1.1';
  request.httpVersionMajor = request.httpVersionMinor = 1;
  const lines = linesOf(head);
  (request as unknown as Parsed)._addHeaderLines(lines, lines.length);
  if (request.headers.host === undefined) throw new Error('bench http: a request without Host');
  const response = new ServerResponse(request);
  response.assignSocket(socket as unknown as Socket);
  server.emit('request', request, response);
  if (body !== undefined && body.length > 0) request.push(body);
  request.complete = true;
  request.push(null);
  socket.flush();
  response.detachSocket(socket as unknown as Socket);
  response.destroyed = true;
  response.emit('close');
  return response;
}

/** New strings each time, as Node's parser makes them. */
function linesOf(head: Buffer): string[] {
  const raw: string[] = [];
  for (let at = 0; at < head.length;) {
    const colon = head.indexOf(0x3a, at);
    const end = head.indexOf(0x0a, colon);
    raw.push(head.toString('latin1', at, colon), head.toString('latin1', colon + 2, end));
    at = end + 1;
  }
  return raw;
}

/** The little that a response asks of its connection. */
class BlindSocket extends EventEmitter {
  readonly writable = true;
  readonly destroyed = false;
  readonly writableLength = 0;
  readonly writableHighWaterMark = 16_384;
  readonly remoteAddress = '127.0.0.1';
  readonly remotePort = 1;
  readonly _writableState = { corked: 0 };
  readonly #written: (() => void)[] = [];

  write(_chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    const written = typeof encoding === 'function' ? encoding : callback;
    if (typeof written === 'function') this.#written.push(written as () => void);
    return true;
  }
  cork(): void {}
  uncork(): void {}
  setTimeout(): void {}
  /** Tells the response that its bytes are gone. */
  flush(): void {
    for (const written of this.#written) written();
  }
}

export const serverFor = (listener: RequestListener): Server => createServer(listener);
