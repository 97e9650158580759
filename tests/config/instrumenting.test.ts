import {
  aggregateInPrimary,
  createHttpMetrics,
  metricsEndpoint,
  registerBuildInfo,
} from '@express-slo-stack/observability';
import express, { type ErrorRequestHandler } from 'express';
import { Registry } from 'prom-client';
import request from 'supertest';
import { interfaceKeys } from './support/interface-keys';
import { codesIn, tableRows } from './support/markdown-tables';
import { projectPath, readProjectFile } from './support/project';

const page = readProjectFile('docs/instrumenting.md');
const library = 'observability/src';

/** Options of the library by their names in the page: `limits.routes` is the key `routes` of what `limits` takes. */
const keys = (file: string, name: string, prefix = '') =>
  interfaceKeys(`${library}/${file}`, name).map((key) => prefix + key);

const OPTIONS = {
  Options: [
    ...keys('http/options.ts', 'HttpMetricsOptions'),
    ...keys('http/families/django-labels.ts', 'ViewNames', 'django.'),
    ...keys('http/options.ts', 'DjangoOptions', 'django.'),
    ...keys('http/ledger.ts', 'LedgerLimits', 'limits.'),
  ],
  'The endpoint': [
    ...keys('endpoint/metrics-endpoint.ts', 'CommonOptions'),
    ...keys('endpoint/metrics-endpoint.ts', 'ProtectedEndpointOptions'),
    ...keys('endpoint/failed-attempts.ts', 'ThrottleOptions', 'throttle.'),
    ...keys('endpoint/bearer-authentication.ts', 'BearerAuthenticationOptions'),
  ],
};

test.each(Object.entries(OPTIONS))(
  'the tables of "%s" have every option, and no other',
  (heading, options) => {
    const documented = tableRows(page, heading).flatMap(([option]) => codesIn(option));
    expect([...documented].sort()).toEqual([...options].sort());
  },
);

/** Label names by family, as the page has them. */
const documentedLabels = (heading: string) =>
  Object.fromEntries(
    tableRows(page, heading).flatMap(([metric, labels]) =>
      codesIn(metric).map((name) => [name, [...codesIn(labels)].sort()]),
    ),
  );

/** Label names by family, as an exposition has them. */
function exposedLabels(exposition: string): Record<string, readonly string[]> {
  const families = [...exposition.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
  return Object.fromEntries(
    families.map((name) => {
      const labels = new RegExp(`^${name}(?:_bucket|_count)?\\{(.*)\\}`, 'm').exec(exposition)?.[1] ?? '';
      const names = [...labels.matchAll(/(\w+)="/g)].map(([, label = '']) => label);
      return [name, names.filter((label) => label !== 'le').sort()];
    }),
  );
}

/** Everything switched on, after requests that leave samples in every family. */
async function exposition(): Promise<string> {
  const metrics = createHttpMetrics({ bodySizes: true, django: true });
  const { registry } = metrics;
  registerBuildInfo(registry, { service: 'docs', version: '1.0.0' });
  const app = express().use(metrics.middleware);
  app.set('views', projectPath('docs'));
  app.engine('md', (_path, _options, done: (error: unknown, text: string) => void) => done(null, 'text'));
  app.use('/metrics', metricsEndpoint({ registry, verify: () => ({ scopes: ['metrics:read'] }) }));
  app.get('/page', (_request, response) => response.render('instrumenting.md'));
  app.get('/error', () => {
    throw new TypeError('as intended');
  });
  const answerError: ErrorRequestHandler = (_error, _request, response, _next) =>
    void response.status(500).end();
  app.use(metrics.errorMiddleware, answerError);

  for (const path of ['/page', '/error', '/metrics']) await request(app).get(path);
  const { text } = await request(app).get('/metrics').set('Authorization', 'Bearer token');
  return text;
}

test('the tables of metrics have every family of the library with its labels, and no other', async () => {
  const inPrimary = new Registry();
  aggregateInPrimary(inPrimary);
  const ofTheCluster = inPrimary.getMetricsAsArray().map(({ name }) => [name, []]);
  expect({
    ...documentedLabels('What is measured'),
    ...documentedLabels("django-prometheus's names"),
  }).toEqual({ ...exposedLabels(await exposition()), ...Object.fromEntries(ofTheCluster) });
});
