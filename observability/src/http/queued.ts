import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** By connection, what is still to be called for its responses that had to wait. */
const WAITING = new WeakMap<Socket, Map<() => void, ServerResponse>>();

/**
 * Calls a response's `close` listener also when the connection ends, once in all. Requests that are sent at once
 * (pipelined) are answered in turn: until its turn comes a response has no connection, and Node 20 never closes it if
 * the client leaves before.
 */
export function closeWithConnection(response: ServerResponse, listener: () => void): void {
  const { socket } = response.req;
  const waiting = WAITING.get(socket) ?? watch(socket);
  waiting.set(listener, response);
  response.on('close', () => waiting.delete(listener));
}

/** One listener for all that wait on a connection: Node warns of more than ten. */
function watch(socket: Socket): Map<() => void, ServerResponse> {
  const waiting = new Map<() => void, ServerResponse>();
  WAITING.set(socket, waiting);
  socket.once('close', () => {
    for (const [listener, response] of waiting) {
      response.off('close', listener);
      listener();
    }
  });
  return waiting;
}
