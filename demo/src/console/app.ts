import express, { type Express } from 'express';
import { faultRoutes } from '../faults/routes';
import { jsonErrors } from '../http/json';
import { inboxRoutes } from '../inbox/routes';
import { liveEvents } from './live';
import { overviewOf, type OverviewParts } from './overview';
import { servePage } from './page';
import { answerPrediction } from './prediction';
import { refuseOtherSites } from './same-site';
import { trafficHistorySeconds } from './traffic-history';

export interface ConsoleOptions extends OverviewParts {
  /** Further host names under which the console is reached. */
  readonly hosts: readonly string[];
  /** Told about errors that are not the client's. */
  readonly report: (thrown: unknown) => void;
}

/** The console: the page, and everything behind it. */
export function createConsole(options: ConsoleOptions): Express {
  const { hosts, report, inbox, faults, ledger, dsns } = options;
  const overview = () => overviewOf(options);
  const app = express().disable('x-powered-by').set('etag', false);

  app.get('/_health/', (_request, response) => {
    response.type('text').send('ok');
  });
  app.use(refuseOtherSites(hosts));
  app.get('/', servePage());
  app.use(inboxRoutes(inbox), faultRoutes(faults));
  app.get('/api/traffic', (_request, response) => {
    response.json(ledger.report());
  });
  app.get('/api/dsn', (_request, response) => {
    response.json(dsns());
  });
  const askHistory = () => trafficHistorySeconds(options.prometheusUrl, ledger.report().since);
  app.get('/api/prediction', answerPrediction(askHistory));
  app.get('/api/overview', async (_request, response) => {
    response.json(await overview());
  });
  app.get(
    '/api/live',
    liveEvents(overview, (listener) => inbox.onChange(listener)),
  );
  app.use((request, response) => {
    response
      .status(404)
      .json({ error: { code: 'NOT_FOUND', message: `There is no ${request.method} ${request.path} here.` } });
  });
  app.use(jsonErrors(report));
  return app;
}
