import type { Server as HttpServer } from 'node:http';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { Server as TcpServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ChecksFor, checkedOptions, milliseconds } from '../option-checks';

export interface CloseOptions {
  /** How long connections that are idle stay open once listening has ended, for requests that are on their way. Milliseconds; 500. */
  readonly lingerMs?: number;
  /** After which time every connection is cut, as event streams never end by themselves. Milliseconds; by default never. */
  readonly cutAfterMs?: number;
}

const CHECKS: ChecksFor<CloseOptions> = { lingerMs: milliseconds, cutAfterMs: milliseconds };

/** Longest time for which connections that wait in the system's queue are accepted. Milliseconds. */
const acceptMs = 1_000;
/** How often connections that have become idle are closed. Milliseconds. */
const sweepMs = 50;

/**
 * Stops listening and lets running requests end, without resetting one that a client has sent:
 * connections that wait in the system's queue are accepted first, each remaining response asks its client to close the
 * connection, and idle connections are closed only after {@link CloseOptions.lingerMs}. Call it after readiness has
 * said "not ready" for as long as a load balancer needs to see it.
 *
 * @param onClosed called when nothing listens any more
 * @returns when every connection has ended. A server that does not listen is closed already.
 */
export async function closeGracefully(
  server: HttpServer,
  options: CloseOptions = {},
  onClosed: () => void = () => undefined,
): Promise<void> {
  const { lingerMs = 500, cutAfterMs } = checkedOptions(options, 'closeGracefully', CHECKS);
  if (!server.listening) return;
  const release = holdRequests(server);
  await acceptWaiting(server);
  // http's own close() would cut idle connections now, while a client may be writing to them.
  const closed = new Promise<void>((resolve) => TcpServer.prototype.close.call(server, () => resolve()));
  onClosed();
  release();

  const closeIdle = async (): Promise<void> => {
    // Node reads what has arrived first: a connection with a request in it is not idle.
    await nextTurn();
    server.closeIdleConnections();
  };
  let sweep: NodeJS.Timeout | undefined;
  const linger = setTimeout(() => (sweep = setInterval(() => void closeIdle(), sweepMs)), lingerMs);
  const cut =
    cutAfterMs === undefined ? undefined : setTimeout(() => server.closeAllConnections(), cutAfterMs);
  await closed;
  for (const timer of [linger, sweep, cut]) clearTimeout(timer);
}

/**
 * Keeps requests from the application until they are released, then hands them on with `Connection: close`. Clients that
 * get no answer open no further connections, so the queue runs empty also under load.
 */
function holdRequests(server: HttpServer): () => void {
  const held: [IncomingMessage, ServerResponse][] = [];
  const listeners = server.listeners('request') as ((...request: (typeof held)[number]) => void)[];
  let holding = true;
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (holding) held.push([request, response]);
    else serve(request, response);
  });
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeader('Connection', 'close');
    for (const listener of listeners) listener.call(server, request, response);
  };
  return () => {
    holding = false;
    for (const request of held.splice(0)) serve(...request);
  };
}

/**
 * Lets Node accept the connections whose clients think that they are connected: the system resets what waits when the
 * listening socket is closed. Node accepts one in each turn of its loop, so a turn without one means that none waits.
 * Returns right after Node has looked, which is when to close.
 */
async function acceptWaiting(server: HttpServer): Promise<void> {
  let accepted = 0;
  const count = (): void => void (accepted += 1);
  const events = ['connection', 'drop'] as const;
  for (const event of events) server.on(event, count);
  const until = performance.now() + acceptMs;
  let before: number;
  // The first turn may begin after Node has looked.
  await nextTurn();
  do {
    before = accepted;
    await nextTurn();
  } while (accepted > before && performance.now() < until);
  for (const event of events) server.off(event, count);
}
