import { bearerAuthentication, metricsEndpoint } from '@express-slo-stack/observability';
import express, { type Express, type RequestHandler } from 'express';
import type { Registry } from 'prom-client';
import { scrapeScope } from './auth/scopes';
import type { TokenRegistry } from './auth/token-registry';
import { type Bounds } from './bounds';
import type { Config } from './config/settings';
import { eventEndpoints } from './events/event-endpoints';
import { type Endpoint, mountEndpoints } from './http/endpoint';
import { errorHandler, notFound } from './http/error-handler';
import { healthEndpoints } from './http/health';
import { withOpenApi } from './http/openapi';
import { type Readiness, sayGoodbye } from './http/readiness';
import { refusalBody } from './http/refusal-body';
import { rootEndpoint } from './http/root';
import { securityHeaders } from './http/security-headers';
import { refuseUnsupported } from './http/unsupported';
import { createIngestEndpoints, type ProjectKeys } from './ingest';
import { issueEndpoints } from './issues/issue-endpoints';
import type { Logger } from './logging/logger';
import { createRequestLogger } from './logging/request-logger';
import { createApiHttpMetrics, scrapePath } from './observability/http-metrics';
import { organizationEndpoints } from './organizations/organization-endpoints';
import { keyEndpoints } from './projects/key-endpoints';
import { projectEndpoints } from './projects/project-endpoints';
import { projectTeamEndpoints } from './projects/project-team-endpoints';
import type { Database } from './store/open-database';
import type { RowChange } from './store/row-changes';
import { teamEndpoints } from './teams/team-endpoints';

/** What the application is made of; `startApi` makes all of it from the environment. */
export interface ApiDependencies {
  config: Config;
  logger: Logger;
  db: Database;
  tokens: Pick<TokenRegistry, 'verify'>;
  projectKeys: ProjectKeys;
  readiness: Readiness;
  /** What all requests together may use of the process. */
  bounds: Bounds;
  /** Told of the rows that a stored event changed. */
  committed: (change: RowChange) => void;
  /** Where the API's metrics are registered. */
  registry: Registry;
}

/** What others may add to the API without its knowing. */
export interface ApiHooks {
  /**
   * Runs on every matched route, after measurement and before the API's own handlers, with `req.route` set:
   * what it answers is measured under that route.
   */
  middleware?: readonly RequestHandler[];
}

function endpointsOf(dependencies: ApiDependencies): Endpoint[] {
  const { config, projectKeys } = dependencies;
  const limits = { maxEnvelopeBytes: config.MAX_ENVELOPE_BYTES, maxEventBytes: config.MAX_EVENT_BYTES };
  return [
    ...createIngestEndpoints({ ...dependencies, keys: projectKeys, limits }),
    ...healthEndpoints(dependencies),
    rootEndpoint(),
    ...organizationEndpoints(dependencies),
    ...teamEndpoints(dependencies),
    ...projectEndpoints(dependencies),
    ...projectTeamEndpoints(dependencies),
    ...keyEndpoints(dependencies),
    ...issueEndpoints(dependencies),
    ...eventEndpoints(dependencies),
  ];
}

/** The API as an Express application: measured, logged, guarded, and with nothing listening yet. */
export function createApp(dependencies: ApiDependencies, hooks: ApiHooks = {}): Express {
  const { logger, readiness, registry, tokens } = dependencies;
  const onError = (err: unknown) => logger.error({ err }, 'a token could not be looked up');
  const verify = (token: string) => tokens.verify(token);
  const authentication = bearerAuthentication({ verify, realm: 'api', registry, body: refusalBody, onError });
  const endpoints = withOpenApi(endpointsOf(dependencies));
  const metrics = createApiHttpMetrics(registry, endpoints);

  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(metrics.middleware, createRequestLogger(logger), securityHeaders(), sayGoodbye(readiness));
  app.use(scrapePath, metricsEndpoint({ registry, verify, scope: scrapeScope, onError }));
  mountEndpoints(app, endpoints, {
    hooks: hooks.middleware ?? [],
    authorize: (scopes) => authentication.require(...scopes),
  });
  app.use(refuseUnsupported, notFound);
  app.use(metrics.errorMiddleware, errorHandler);
  return app;
}
