import express, { type Express, type Router } from 'express';
import { announceFaults } from '../faults/announced';
import { faultRoutes } from '../faults/routes';
import { jsonErrors } from '../http/json';
import { refuseOtherOrigins } from '../http/own-origin';
import { inboxRoutes } from '../inbox/routes';
import { chartSource } from './charts';
import { answerForecast } from './forecast';
import { liveEvents } from './live';
import { overviewOf, type OverviewParts } from './overview';
import { pageFiles } from './page';

export interface ConsoleOptions extends OverviewParts {
  /** Further host names under which the console is reached. */
  readonly hosts: readonly string[];
  /** Where the process that started the stack fetches its orders. */
  readonly orders: Router;
  /** Told about errors that are not the client's. */
  readonly report: (thrown: unknown) => void;
}

/** The console: the page, and everything behind it. */
export function createConsole(options: ConsoleOptions): Express {
  const { hosts, report, orders, inbox, forecasting, ledger, dsns, prometheusUrl } = options;
  const faults = announceFaults(forecasting.control);
  const onChange = (listener: () => void): (() => void) => {
    const stops = [inbox.onChange(listener), faults.onChange(listener)];
    return () => stops.forEach((stop) => stop());
  };
  const overview = () => overviewOf(options);
  const app = express().disable('x-powered-by').set('etag', false);

  app.get('/_health/', (_request, response) => {
    response.type('text').send('ok');
  });
  app.use(refuseOtherOrigins(hosts));
  app.use(pageFiles(), inboxRoutes(inbox), faultRoutes(faults.control), orders);
  app.get('/api/traffic', (_request, response) => {
    response.json(ledger.report());
  });
  app.get('/api/dsn', (_request, response) => {
    response.json(dsns());
  });
  app.get('/api/forecast/:name', answerForecast(forecasting));
  const charts = prometheusUrl === undefined ? undefined : chartSource(prometheusUrl);
  app.get('/api/charts', async (_request, response) => {
    // Without Prometheus there are no charts; that it is away, the overview tells.
    response.json((await charts?.().catch(() => undefined)) ?? null);
  });
  app.get('/api/overview', async (_request, response) => {
    response.json(await overview());
  });
  app.get('/api/live', liveEvents(overview, onChange));
  app.use((request, response) => {
    response
      .status(404)
      .json({ error: { code: 'NOT_FOUND', message: `There is no ${request.method} ${request.path} here.` } });
  });
  app.use(jsonErrors(report));
  return app;
}
