import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Config } from '../config/settings';
import { errors } from '../errors';

export type ServerConfig = Pick<
  Config,
  'HEADERS_TIMEOUT_SECONDS' | 'REQUEST_TIMEOUT_SECONDS' | 'KEEP_ALIVE_TIMEOUT_SECONDS' | 'MAX_CONNECTIONS'
>;

const mostHeaders = 100;
/**
 * Most of a body that Node reads ahead of its reader, in bytes. A connection whose request waits holds this much and
 * one read of at most 64 KiB.
 */
const readAheadBytes = 16 * 1024;
/**
 * Requests of one connection that may be unanswered. Clients send the next one after the answer; Node itself takes as
 * many as come.
 */
const mostUnanswered = 4;
/** How often Node looks for requests that are over their time. Milliseconds. */
const checkMs = 1_000;

/** Cuts a connection that sends requests on and on without waiting for answers. */
function withoutFloodOfRequests(listener: RequestListener): RequestListener {
  const unanswered = new WeakMap<Socket, number>();
  const add = (socket: Socket, difference: number) => {
    const count = (unanswered.get(socket) ?? 0) + difference;
    unanswered.set(socket, count);
    return count;
  };
  return (request, response) => {
    const { socket } = request;
    if (add(socket, 1) > mostUnanswered) return void socket.destroy();
    response.once('close', () => add(socket, -1));
    listener(request, response);
  };
}

/** A server that slow or greedy clients cannot hold on to. */
export function createHardenedServer(listener: RequestListener, config: ServerConfig): Server {
  // Node refuses a headers' timeout above the request's.
  const requestTimeout = config.REQUEST_TIMEOUT_SECONDS * 1000;
  const server = createServer(
    {
      connectionsCheckingInterval: checkMs,
      headersTimeout: Math.min(config.HEADERS_TIMEOUT_SECONDS * 1000, requestTimeout),
      requestTimeout,
      keepAliveTimeout: config.KEEP_ALIVE_TIMEOUT_SECONDS * 1000,
      highWaterMark: readAheadBytes,
    },
    withoutFloodOfRequests(listener),
  );
  server.maxHeadersCount = mostHeaders;
  server.maxConnections = config.MAX_CONNECTIONS;
  return server;
}

/**
 * Starts listening.
 *
 * @returns the port.
 * @throws ApiError `cannot_listen`.
 */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => reject(errors.cannotListen(host, port, cause));
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Stops listening and cuts every connection. */
export function closeAtOnce(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
