import type { Worker } from 'node:cluster';
import { HEARD, type Heard, REQUEST, type ReportRequest } from './messages';

/** A request for a report, and what settles it. */
export interface Asked {
  readonly answer: Promise<void>;
  readonly settle: () => void;
}

/** Asks a worker for what changed since its last report. */
export function ask(worker: Worker): Asked {
  let settle: () => void = () => undefined;
  const answer = new Promise<void>((resolve) => (settle = resolve));
  sendTo(worker, { type: REQUEST, again: false });
  return { answer, settle };
}

/** Asks a worker to report everything anew. */
export const askAgain = (worker: Worker): void => sendTo(worker, { type: REQUEST, again: true });

/** Lets a worker know that its primary adds metrics up. */
export const sayHeard = (worker: Worker): void => sendTo(worker, { type: HEARD });

/** A worker that cannot be reached any more will soon be gone. */
function sendTo(worker: Worker, request: ReportRequest | Heard): void {
  if (worker.isConnected()) worker.send(request, () => undefined);
}
