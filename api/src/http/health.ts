import type { RequestHandler } from 'express';
import { type Database, ping } from '../store/open-database';
import type { Endpoint } from './endpoint';
import type { Readiness } from './readiness';

/** How long the database may take to say that it is there. Milliseconds. */
const patienceMs = 1_500;

async function answers(db: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const answered = ping(db).then(
    () => true,
    () => false,
  );
  return Promise.race([answered, tooLate]).finally(() => clearTimeout(timer));
}

/** Everybody who asks while an answer is on its way gets that one: probes of anonymous clients cost one connection. */
function oneAtATime<T>(ask: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => (running ??= ask().finally(() => (running = undefined)));
}

const say =
  (text: string, status = 200): RequestHandler =>
  (_request, response) =>
    void response.status(status).set('Cache-Control', 'no-store').type('text/plain').send(text);

/** `/_health/`: the process is alive. `/_ready/`: it wants traffic and can serve it. */
export function healthEndpoints(options: { db: Database; readiness: Readiness }): Endpoint[] {
  const isThere = oneAtATime(() => answers(options.db));
  const ready: RequestHandler = async (request, response, next) => {
    if (options.readiness.isDraining) return void say('draining', 503)(request, response, next);
    if (!(await isThere())) {
      return void say('the database does not answer', 503)(request, response, next);
    }
    return void say('ok')(request, response, next);
  };
  return [
    { path: '/_health/', operations: { get: { handlers: [say('ok')] } } },
    { path: '/_ready/', operations: { get: { handlers: [ready] } } },
  ];
}
