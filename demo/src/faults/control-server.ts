import express from 'express';
import { jsonErrors } from '../http/json';
import { listen, type Listening } from '../http/listen';
import type { FaultControl } from './control';
import { requireToken } from './require-token';
import { faultRoutes } from './routes';

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
