import type { ServerResponse } from 'node:http';

/** nginx's status for a request whose client left before the answer was complete. */
export const CLIENT_CLOSED_REQUEST = 499;

/**
 * The status a closed response is counted under: the one that was sent; 499 if the client left first; 500 if the
 * application destroyed the response itself (`errored` stays null when only the connection went away).
 */
export function statusOf(response: ServerResponse): number {
  if (response.writableFinished) return response.statusCode;
  return response.errored === null || endedInQueue(response) ? CLIENT_CLOSED_REQUEST : 500;
}

/** Whether the client left before the answer was complete: what fails from then on is not the application's doing. */
export const clientLeft = (response: ServerResponse): boolean =>
  (response.destroyed || lostInQueue(response)) && statusOf(response) === CLIENT_CLOSED_REQUEST;

/** Whether the connection ended before it was a pipelined request's turn to be answered. Node 20 tells it nothing. */
const lostInQueue = ({ socket, req }: ServerResponse) => socket === null && req.socket.destroyed;

/** The same, as Node 24 tells it: by an error of its own. */
const endedInQueue = (response: ServerResponse) =>
  lostInQueue(response) && (response.errored as NodeJS.ErrnoException | undefined)?.code === 'ECONNRESET';
