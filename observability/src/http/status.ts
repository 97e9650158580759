import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** nginx's status for a request whose client left before the answer was complete. */
export const CLIENT_CLOSED_REQUEST = 499;

/**
 * The status a closed response is counted under: the one that was sent; 499 if the client left first; 500 if the
 * application or the server broke it off: by destroying it, or its connection, as Express does for an error that comes
 * when some of the answer is sent.
 */
export function statusOf(response: ServerResponse): number {
  const { socket } = response.req;
  // What is handed to a connection that fails counts for Node as sent.
  if (response.writableFinished && !isLost(socket)) return response.statusCode;
  const brokenOff = response.errored !== null && !endedInQueue(response);
  return !brokenOff && (isLost(socket) || socket.readableEnded) ? CLIENT_CLOSED_REQUEST : 500;
}

/** How the system tells that the other side of a connection is gone. */
const GONE: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT']);

/** Whether the client broke the connection off. What the application destroys it with is another error, or none. */
const isLost = ({ errored }: Partial<Socket>) =>
  errored !== null && errored !== undefined && GONE.has((errored as NodeJS.ErrnoException).code);

/** Whether the client left before the answer was complete: what fails from then on is not the application's doing. */
export const clientLeft = (response: ServerResponse): boolean =>
  (response.destroyed || lostInQueue(response)) && statusOf(response) === CLIENT_CLOSED_REQUEST;

/** Whether the connection ended before it was a pipelined request's turn to be answered. Node 20 tells it nothing. */
const lostInQueue = ({ socket, req }: ServerResponse) => socket === null && req.socket.destroyed;

/** The same, as Node 24 tells it: by an error of its own. */
const endedInQueue = (response: ServerResponse) =>
  lostInQueue(response) && (response.errored as NodeJS.ErrnoException | undefined)?.code === 'ECONNRESET';
