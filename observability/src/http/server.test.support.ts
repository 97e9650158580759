import { createServer, request, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Registry } from 'prom-client';
import { parseExposition } from './exposition.test.support';

/** An application behind a real socket on a port of its own. */
export interface Served {
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  close(): Promise<void>;
}

export async function serve(app: RequestListener): Promise<Served> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
  /** The loopback address it comes from. */
  readonly from?: string;
  /** Ends it unanswered. */
  readonly signal?: AbortSignal;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Sends a request exactly as given: `fetch` would normalise paths, methods and repeated headers. */
export function send(
  { port }: Pick<Served, 'port'>,
  { method = 'GET', path, headers = {}, body, from, signal }: Sent,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const to = { port, host: '127.0.0.1', localAddress: from, method, path, headers, agent: false, signal };
    const sent = request(to, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Writes raw bytes; leaves when the server closes the connection or, if given, once `moment` has come. */
export function sendRaw({ port }: Served, bytes: string, moment?: Promise<void>): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    void moment?.then(() => socket.destroy());
  });
}

/** A moment that a test waits for, and what makes it come. */
export function moment(): { come: () => void; came: Promise<void> } {
  let come = () => undefined as void;
  const came = new Promise<void>((resolve) => (come = resolve));
  return { come, came };
}

/** `METHOD route status` → number of requests, of all that occurred. */
export async function requestsCounted(registry: Registry): Promise<Record<string, number>> {
  const family = parseExposition(await registry.metrics()).find(
    ({ name }) => name === 'http_server_request_duration_seconds',
  );
  const counts = (family?.samples ?? []).filter(({ name, value }) => name.endsWith('_count') && value > 0);
  return Object.fromEntries(
    counts.map(({ labels, value }) => [
      `${labels.http_request_method} ${labels.http_route} ${labels.http_response_status_code}`,
      value,
    ]),
  );
}

/** Waits for what follows an answer: a response closes on the server after the client has read it. */
export async function eventually(assertion: () => Promise<void>, milliseconds = 15_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await wait(10);
    }
  }
}
