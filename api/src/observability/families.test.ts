import { readFileSync } from 'node:fs';
import { METHODS } from 'node:http';
import path from 'node:path';
import type { RequestHandler } from 'express';
import { engines } from '../testing/database.test.support';
import { startTestApi, type TestApi } from '../testing/api.test.support';
import { sendScripted } from './scripted-requests.test.support';

const LATENCIES = '0.01 0.025 0.05 0.075 0.1 0.25 0.5 0.75 1.0 2.5 5.0 7.5 10.0 25.0 50.0 75.0 +Inf';
const SIZES =
  '0.0 1.0 2.0 4.0 8.0 16.0 32.0 64.0 128.0 256.0 512.0 1024.0 2048.0 4096.0 8192.0 16384.0 32768.0 65536.0 ' +
  '131072.0 262144.0 524288.0 1.048576e+06 2.097152e+06 4.194304e+06 8.388608e+06 1.6777216e+07 3.3554432e+07 ' +
  '6.7108864e+07 1.34217728e+08 2.68435456e+08 5.36870912e+08 +Inf';

/** The HTTP families of django-prometheus 2.5 as it exposes them: name, type, labels, buckets. */
const httpFamilies: readonly (readonly [string, string, string, string?])[] = [
  ['django_http_requests_before_middlewares_total', 'counter', ''],
  ['django_http_responses_before_middlewares_total', 'counter', ''],
  ['django_http_requests_latency_including_middlewares_seconds', 'histogram', '', LATENCIES],
  ['django_http_requests_unknown_latency_including_middlewares_total', 'counter', ''],
  ['django_http_requests_latency_seconds_by_view_method', 'histogram', 'method view', LATENCIES],
  ['django_http_requests_unknown_latency_total', 'counter', ''],
  ['django_http_ajax_requests_total', 'counter', ''],
  ['django_http_requests_total_by_method_total', 'counter', 'method'],
  ['django_http_requests_total_by_transport_total', 'counter', 'transport'],
  ['django_http_requests_total_by_view_transport_method_total', 'counter', 'method transport view'],
  ['django_http_requests_body_total_bytes', 'histogram', '', SIZES],
  ['django_http_responses_total_by_templatename_total', 'counter', 'templatename'],
  ['django_http_responses_total_by_status_total', 'counter', 'status'],
  ['django_http_responses_total_by_status_view_method_total', 'counter', 'method status view'],
  ['django_http_responses_body_total_bytes', 'histogram', '', SIZES],
  ['django_http_responses_total_by_charset_total', 'counter', 'charset'],
  ['django_http_responses_streaming_total', 'counter', ''],
  ['django_http_exceptions_total_by_type_total', 'counter', 'type'],
  ['django_http_exceptions_total_by_view_total', 'counter', 'view'],
];
/** And the others. */
const storeFamilies: typeof httpFamilies = [
  ['django_db_new_connections_total', 'counter', 'alias vendor'],
  ['django_db_new_connection_errors_total', 'counter', 'alias vendor'],
  ['django_db_execute_total', 'counter', 'alias vendor'],
  ['django_db_execute_many_total', 'counter', 'alias vendor'],
  ['django_db_errors_total', 'counter', 'alias type vendor'],
  ['django_db_query_duration_seconds', 'histogram', 'alias vendor', LATENCIES],
  ['django_cache_get_total', 'counter', 'backend'],
  ['django_cache_get_hits_total', 'counter', 'backend'],
  ['django_cache_get_misses_total', 'counter', 'backend'],
  ['django_cache_get_fail_total', 'counter', 'backend'],
  ['django_model_inserts_total', 'counter', 'model'],
  ['django_model_updates_total', 'counter', 'model'],
  ['django_model_deletes_total', 'counter', 'model'],
  ['django_migrations_applied_total', 'gauge', 'connection'],
  ['django_migrations_unapplied_total', 'gauge', 'connection'],
];

/** A template engine: the API itself renders no templates. */
class PageView {
  readonly path = 'page';
  render(_options: object, done: (error: null, text: string) => void) {
    done(null, 'page');
  }
}

/** What a request's headers have happen to it. */
const obey: RequestHandler = (request, response, next) => {
  if (request.headers['x-fail'] !== undefined) throw new Error('made to fail');
  if (request.headers['x-render'] === undefined) next();
  else {
    request.app.set('view', PageView);
    response.render('page');
  }
};

let api: TestApi;
beforeAll(async () => {
  const [engine] = engines;
  if (engine === undefined) throw new Error('no engine');
  api = await startTestApi({ engine, hooks: { middleware: [obey] } });
});
afterAll(() => api.stop());

async function scrape(): Promise<string> {
  const headers = { authorization: `Bearer ${api.scrapeToken}` };
  return (await sendScripted(api.api.url, { method: 'GET', path: '/api/0/observability', headers })).text;
}

const samplesOf = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

/** The values of a label in some lines, each once, as they come. */
const valuesOf = (label: string, lines: readonly string[]) => [
  ...new Set(lines.flatMap((line) => new RegExp(`[{,]${label}="([^"]*)"`).exec(line)?.[1] ?? [])),
];

/** Name, type, label names (without `le`) and buckets of each family. */
function familiesOf(text: string): string[][] {
  return [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => {
    const own = samplesOf(text).filter(
      (line) => line.replace(/[{ ].*/, '').replace(/_(bucket|sum|count)$/, '') === name,
    );
    const labels = own.flatMap((line) =>
      [...line.matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g)].map(([, label = '']) => label),
    );
    const names = [...new Set(labels)].filter((label) => label !== 'le').sort();
    const buckets = valuesOf('le', own).join(' ');
    return [name, type, names.join(' '), ...(buckets === '' ? [] : [buckets])];
  });
}

test('the families of django-prometheus are there, by name, type, labels and buckets', async () => {
  for (const header of ['x-fail', 'x-render'])
    await sendScripted(api.api.url, { method: 'GET', path: '/_health/', headers: { [header]: '1' } });
  const django = familiesOf(await scrape()).filter(([name = '']) => name.startsWith('django_'));
  const byName = (a: readonly string[], b: readonly string[]) => (String(a[0]) < String(b[0]) ? -1 : 1);
  expect(httpFamilies).toHaveLength(19);
  const listed = [...httpFamilies, ...storeFamilies].map((family) =>
    family.filter((part) => part !== undefined),
  );
  expect(django.sort(byName)).toEqual(listed.sort(byName));
});

test('the list is what django-prometheus itself exposes', () => {
  const reference = path.join(__dirname, '../../../observability/src/http/django-reference/exposition.prom');
  const recorded = new Map(familiesOf(readFileSync(reference, 'utf8')).map((family) => [family[0], family]));
  for (const [name, type, labels, buckets] of [...httpFamilies, ...storeFamilies]) {
    const [, itsType, itsLabels, itsBuckets] = recorded.get(name) ?? [];
    expect([name, itsType]).toEqual([name, type]);
    // What has nothing to count yet shows no labels.
    if (name !== 'django_cache_get_fail_total') expect([name, itsLabels]).toEqual([name, labels]);
    // Before 2.3 two histograms had the client's own buckets.
    if (!/including_middlewares_seconds|query_duration/.test(name))
      expect([name, itsBuckets]).toEqual([name, buckets]);
  }
  expect(recorded.size).toBe(httpFamilies.length + storeFamilies.length);
});

test('whatever clients send, a scrape stays below the samples at which the alert warns', async () => {
  const configuration = readFileSync(path.join(__dirname, '../../../prometheus/prometheus.yml'), 'utf8');
  const limit = Number(/job_name: gt-api[^]*?sample_limit: (\d+)/.exec(configuration)?.[1]);
  const before = await scrape();
  const routes = new Set([...before.matchAll(/http_route="([^"]+)"/g)].map(([, route = '']) => route));
  const methods = METHODS.filter((method) => method !== 'CONNECT');
  for (const route of routes) {
    const concrete = route.replaceAll(/:\w+/g, '1');
    for (const method of methods) await sendScripted(api.api.url, { method, path: concrete });
  }
  const after = await scrape();
  console.info(
    `Samples: ${samplesOf(before).length} at first, ${samplesOf(after).length} after every method on every route.`,
  );
  expect(samplesOf(after).length).toBeLessThan(0.8 * limit);
});
