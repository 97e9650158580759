import { engines } from '../testing/database.test.support';
import { startTestApi, type TestApi } from '../testing/api.test.support';
import {
  add,
  envelopeRoute,
  expected,
  read,
  type Samples,
  scrapePath,
  type Step,
  storeRoute,
} from './counted-requests.test.support';
import { type SeenRequest, sendScripted } from './scripted-requests.test.support';

class Sabotage extends Error {}

const organizations = '/api/0/organizations/';
const trace = '4bf92f3577b34da6a3ce929d0e0e4736';

let api: TestApi;
beforeAll(async () => {
  const [engine] = engines;
  if (engine === undefined) throw new Error('no engine');
  api = await startTestApi({
    engine,
    hooks: {
      middleware: [
        (request, _response, next) => {
          if (request.headers['x-hang'] !== undefined) return;
          if (request.headers['x-fail'] !== undefined) throw new Sabotage('made to fail');
          next();
        },
      ],
    },
  });
});
afterAll(() => api.stop());

const event = (id: string, message: string) => ({ event_id: id.repeat(32), message, user: { id: 'u' } });
const envelopeOf = (item: object) => `{}\n{"type":"event"}\n${JSON.stringify(item)}\n`;

/** Makes an organization, a team, a project and some events, and everything else that can happen to a request. */
function script(key: string): readonly Step[] {
  const admin = { authorization: `Bearer ${api.adminToken}` };
  const json = { ...admin, 'content-type': 'application/json' };
  const scraper = { authorization: `Bearer ${api.scrapeToken}` };
  const health = { path: '/_health/', route: '/_health/' };
  const envelope = { method: 'POST', path: `/api/1/envelope/?sentry_key=${key}`, route: envelopeRoute };
  const store = { method: 'POST', path: `/api/1/store/?sentry_key=${key}`, route: storeRoute };
  const all = { path: organizations, route: organizations };
  const wrongKey = `/api/1/envelope/?sentry_key=${'f'.repeat(32)}`;
  return [
    { ...health, method: 'GET', status: 200 },
    { ...health, method: 'GET', status: 200, headers: { 'x-requested-with': 'XMLHttpRequest' } },
    { ...health, method: 'HEAD', status: 200 },
    { ...health, method: 'PROPFIND', status: 405 },
    {
      ...all,
      method: 'GET',
      headers: { ...admin, traceparent: `00-${trace}-00f067aa0ba902b7-01` },
      status: 200,
    },
    { ...all, method: 'GET', status: 401 },
    { ...all, method: 'GET', headers: scraper, status: 403 },
    { ...all, method: 'POST', headers: json, body: '{"name":', status: 400 },
    { ...all, method: 'POST', headers: json, body: '{}', status: 422 },
    { ...all, method: 'PATCH', headers: admin, status: 405 },
    { ...envelope, chunked: true, body: envelopeOf(event('a', 'first')), status: 200 },
    { ...envelope, body: envelopeOf(event('b', 'first')), status: 200 },
    { ...envelope, body: envelopeOf(event('b', 'first')), status: 200 },
    { ...store, body: JSON.stringify(event('c', 'second')), status: 200 },
    { ...envelope, path: wrongKey, body: envelopeOf(event('d', 'x')), status: 403 },
    { ...envelope, path: wrongKey, body: envelopeOf(event('d', 'x')), status: 403 },
    { ...envelope, method: 'OPTIONS', status: 204 },
    { method: 'GET', path: '/nowhere', route: 'unmatched', status: 404 },
    { ...health, method: 'GET', headers: { 'x-fail': '1' }, status: 500, exception: 'Sabotage' },
    { ...health, method: 'GET', headers: { 'x-hang': '1' }, leavesAfterMs: 200, status: 499 },
    { method: 'GET', path: scrapePath, route: scrapePath, status: 401 },
  ];
}

const isTimed = /_seconds(_by_view_method)?_(bucket|sum)\{/;
const durations = (samples: Samples) => Object.entries(samples).filter(([name]) => isTimed.test(name));

test('every family, label set and value is what the requests were', async () => {
  const scrape = (accept: string) =>
    sendScripted(api.api.url, {
      method: 'GET',
      path: scrapePath,
      headers: { authorization: `Bearer ${api.scrapeToken}`, accept, 'accept-encoding': 'identity' },
    });
  const rest = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${api.adminToken}`, 'content-type': 'application/json' };
    const sent = { method: 'POST', path, route: '', headers, body: JSON.stringify(body), status: 201 };
    return { ...sent, ...(await sendScripted(api.api.url, sent)) };
  };
  const madeOrganization = await rest(organizations, { name: 'acme' });
  const madeTeam = await rest(`${organizations}acme/teams/`, { slug: 'team' });
  const madeProject = await rest('/api/0/teams/acme/team/projects/', { name: 'web' });
  const keys: Step = {
    method: 'GET',
    path: '/api/0/projects/acme/web/keys/',
    route: '/api/0/projects/:organization/:project/keys/',
    headers: { authorization: `Bearer ${api.adminToken}` },
    status: 200,
  };
  const gotKeys = { ...keys, ...(await sendScripted(api.api.url, keys)) };
  const [key] = JSON.parse(gotKeys.text) as { public: string }[];

  const done: (Step & SeenRequest)[] = [
    { ...madeOrganization, route: organizations },
    { ...madeTeam, route: '/api/0/organizations/:organization/teams/' },
    { ...madeProject, route: '/api/0/teams/:organization/:team/projects/' },
    gotKeys,
  ];
  for (const step of script(key?.public ?? '')) {
    const seen = await sendScripted(api.api.url, step);
    expect(`${step.method} ${step.path} ${seen.status}`).toBe(`${step.method} ${step.path} ${step.status}`);
    done.push({ ...step, ...seen });
  }

  const want = expected(done);
  // The scrape has begun when it is written, and has no answer yet.
  add(want, 'django_http_requests_before_middlewares_total');
  add(want, 'django_http_requests_total_by_method_total', { method: 'GET' });
  add(want, 'django_http_requests_total_by_transport_total', { transport: 'http' });
  add(want, 'http_server_active_requests', { http_request_method: 'GET', url_scheme: 'http' });

  const { text } = await scrape('text/plain');
  const got = read(text, /^(django_http_|http_server_)/);
  const counted = Object.entries(got).filter(([name]) => !isTimed.test(name));
  expect(Object.fromEntries(counted)).toEqual(want);

  for (const [name, value] of durations(got).filter(([sample]) => sample.includes('le="+Inf"'))) {
    const count = name
      .replace('_bucket{', '_count{')
      .replace(/,?le="\+Inf"/, '')
      .replace('{,', '{');
    expect([count, value]).toEqual([count, got[count]]);
  }

  expect(read(text, /^django_(cache|model|migrations)_/)).toEqual({
    'django_cache_get_total{backend="project_keys"}': 6,
    'django_cache_get_hits_total{backend="project_keys"}': 4,
    'django_cache_get_misses_total{backend="project_keys"}': 2,
    'django_model_inserts_total{model="apitoken"}': 2,
    'django_model_inserts_total{model="organization"}': 1,
    'django_model_inserts_total{model="team"}': 1,
    'django_model_inserts_total{model="project"}': 1,
    'django_model_inserts_total{model="projectteam"}': 1,
    'django_model_inserts_total{model="projectkey"}': 1,
    'django_model_inserts_total{model="issue"}': 2,
    'django_model_inserts_total{model="issueuser"}': 2,
    'django_model_inserts_total{model="event"}': 3,
    'django_model_updates_total{model="issue"}': 1,
    'django_model_updates_total{model="project"}': 1,
    'django_migrations_applied_total{connection="default"}': 1,
  });
  const database = read(text, /^django_db_(execute|errors|query_duration_seconds_count|new_)/);
  const labels = '{alias="default",vendor="postgresql"}';
  expect(database[`django_db_execute_total${labels}`]).toBeGreaterThan(10);
  expect(database).toEqual({
    [`django_db_new_connections_total${labels}`]: expect.any(Number) as number,
    [`django_db_execute_total${labels}`]: database[`django_db_query_duration_seconds_count${labels}`],
    [`django_db_query_duration_seconds_count${labels}`]: expect.any(Number) as number,
    // The event that was there before.
    'django_db_errors_total{alias="default",type="IntegrityError",vendor="postgresql"}': 1,
  });

  const openmetrics = await scrape('application/openmetrics-text; version=1.0.0');
  expect(openmetrics.text).toMatch(
    new RegExp(`http_route="/api/0/organizations/".* # \\{trace_id="${trace}"`),
  );
});
