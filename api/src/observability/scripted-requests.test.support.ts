import { request } from 'node:http';

/** One request of a script: what is sent, and what counts as what the client knows of it. */
export interface ScriptedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Without a Content-Length, as Sentry's SDKs send. */
  readonly chunked?: boolean;
  /** Goes away after so many milliseconds, before there is an answer. */
  readonly leavesAfterMs?: number;
}

/** A request as its client saw it. */
export interface SeenRequest {
  readonly method: string;
  /** 499 for a request whose client went away. */
  readonly status: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly contentType: string;
  readonly text: string;
}

/**
 * Sends one request over a connection of its own, exactly as given. It ends when the connection has, which the server
 * closes once it has counted the request.
 */
export const sendScripted = (
  url: string,
  { method, path, headers = {}, body = '', chunked = false, leavesAfterMs }: ScriptedRequest,
): Promise<SeenRequest> =>
  new Promise((resolve, reject) => {
    let seen: SeenRequest = {
      method,
      status: 499,
      requestBytes: Buffer.byteLength(body),
      responseBytes: 0,
      contentType: '',
      text: '',
    };
    const length = chunked || body === '' ? {} : { 'content-length': String(seen.requestBytes) };
    const options = { method, agent: false, headers: { ...headers, ...length } };
    const sent = request(new URL(path, url), options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks);
        seen = {
          ...seen,
          status: response.statusCode ?? 0,
          responseBytes: text.length,
          contentType: response.headers['content-type'] ?? '',
          text: text.toString(),
        };
      });
    });
    sent.on('socket', (socket) => socket.on('close', () => resolve(seen)));
    sent.on('error', (error) => (leavesAfterMs === undefined ? reject(error) : resolve(seen)));
    if (leavesAfterMs !== undefined) setTimeout(() => sent.destroy(), leavesAfterMs);
    sent.end(body);
  });
