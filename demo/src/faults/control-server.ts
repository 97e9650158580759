import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type RequestHandler } from 'express';
import { DemoError } from '../errors';
import { jsonErrors } from '../http/json';
import { listen, type Listening } from '../http/listen';
import { readSecret } from '../secrets';
import type { FaultControl } from './control';
import { faultRoutes } from './routes';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const requireToken = (tokenFile: string): RequestHandler => {
  return async function requireFaultsToken(request, response, next) {
    const [, given = ''] = /^Bearer ([\w.~+/=-]{1,512})$/i.exec(request.headers.authorization ?? '') ?? [];
    const wanted = await readSecret(tokenFile);
    if (!timingSafeEqual(digest(given), digest(wanted))) {
      response.set('www-authenticate', 'Bearer realm="faults"');
      throw new DemoError('FAULTS_DENIED', undefined);
    }
    next();
  };
};

export interface FaultServerOptions {
  readonly control: FaultControl;
  readonly tokenFile: string;
  readonly host: string;
  readonly port: number;
  readonly warn: (problem: unknown) => void;
}

/** Serves the fault switches beside the API, to whoever holds the faults token. Never publish its port. */
export function startFaultServer({
  control,
  tokenFile,
  host,
  port,
  warn,
}: FaultServerOptions): Promise<Listening> {
  const app = express().disable('x-powered-by');
  app.use(requireToken(tokenFile), faultRoutes(control), jsonErrors(warn));
  return listen(app, host, port);
}
