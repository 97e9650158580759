import { once } from 'node:events';
import { engines } from '../testing/database.test.support';
import { startTestApi, type TestApi } from '../testing/api.test.support';
import { expected } from './counted-requests.test.support';
import { durationFamilies, timed } from './duration-families.test.support';
import { expectedElsewhere } from './elsewhere-counted.test.support';
import {
  clients,
  obey,
  organizations,
  preparation,
  scrape,
  script,
  trace,
} from './request-script.test.support';
import { add, keyOf, pick, read, type Samples } from './samples.test.support';
import { sendScripted } from './scripted-requests.test.support';
import { type Done, envelopeRoute, type Preset, type Step } from './steps.test.support';
import { durationFaults } from './timed-requests.test.support';

/** Families that the script does not determine, and why. All others are compared, sample by sample. */
const notCompared: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^process_/, 'what the operating system says of the process'],
  [/^nodejs_/, 'what Node says of itself'],
  [/^gt_retention_/, 'retention runs by the clock; its own test compares them'],
];

/** Families that are exposed without a sample: the API renders no templates. */
const withoutSamples = ['django_http_responses_total_by_templatename_total'];

/** Sums and buckets of durations: the script knows them within bounds only. */
const isTimed = /^[a-z_]*_(seconds|seconds_by_view_method)_(bucket|sum|count)\{/;

const database = { alias: 'default', vendor: 'postgresql' };
/** As `DATABASE_POOL_SIZE` is by default. */
const MOST_CONNECTIONS = 10;

let api: TestApi;
beforeAll(async () => {
  const [engine] = engines;
  if (engine === undefined) throw new Error('no engine');
  api = await startTestApi({ engine, hooks: { middleware: [obey] } });
});
afterAll(() => api.stop());

async function take(step: Step): Promise<Done> {
  const began = performance.now();
  const left = step.leavesAfterMs === undefined ? undefined : once(clients, 'left');
  const seen = await sendScripted(api.api.url, step);
  await left;
  const seconds = (performance.now() - began) / 1000;
  expect(`${step.method} ${step.path} ${seen.status}`).toBe(`${step.method} ${step.path} ${step.status}`);
  return { ...step, ...seen, seconds };
}

/** The series of requests that a scrape shows before there are any: all of them at zero. */
function presetsIn(samples: Samples): readonly Preset[] {
  return Object.entries(pick(samples, [/^http_server_request_duration_seconds_count/])).map(
    ([key, value]) => {
      expect([key, value]).toEqual([key, 0]);
      const label = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(key)?.[1] ?? '';
      const [method, route] = [label('http_request_method'), label('http_route')];
      return { method, route, status: Number(label('http_response_status_code')) };
    },
  );
}

const totalOf = (samples: Samples, name: string) =>
  Object.values(pick(samples, [new RegExp(`^${name}\\{`)])).reduce((sum, value) => sum + value, 0);

describe('after a script of requests', () => {
  let first: Samples;
  let presets: readonly Preset[];
  let done: readonly Done[];
  let text: string;
  let got: Samples;

  beforeAll(async () => {
    const steps = [await take(scrape(api))];
    first = read(steps[0]?.text ?? '');
    presets = presetsIn(first);
    for (const step of preparation(api)) steps.push(await take(step));
    const [key] = JSON.parse(steps.at(-1)?.text ?? '') as { public: string }[];
    for (const step of script(api, key?.public ?? '')) steps.push(await take(step));
    done = steps;
    ({ text } = await take(scrape(api)));
    got = read(text);
  }, 60_000);

  test('every sample of every family is what the requests were', () => {
    const want = { ...expected(done, presets), ...expectedElsewhere(done) };
    // The scrape has begun when it is written, and has no answer yet.
    add(want, 'django_http_requests_before_middlewares_total');
    add(want, 'django_http_requests_total_by_method_total', { method: 'GET' });
    add(want, 'django_http_requests_total_by_transport_total', { transport: 'http' });
    add(want, 'http_server_active_requests', { http_request_method: 'GET', url_scheme: 'http' });
    // What the start asked of the database is told by the first scrape.
    const [executed, connections] = ['django_db_execute_total', 'django_db_new_connections_total'].map(
      (name) => keyOf(name, database),
    ) as [string, string];
    add(want, 'django_db_execute_total', database, first[executed]);
    // On a slow machine, retention has asked too.
    if (totalOf(got, 'gt_retention_runs_total') > 0) want[executed] = got[executed] ?? NaN;
    want[connections] = got[connections] ?? NaN;
    expect(got[connections]).toBeGreaterThanOrEqual(first[connections] ?? NaN);
    expect(got[connections]).toBeLessThanOrEqual(MOST_CONNECTIONS);

    const left = [...notCompared.map(([pattern]) => pattern), isTimed];
    expect(pick(got, left, false)).toEqual(pick(want, left, false));
  });

  test.each(durationFamilies)('$name lies within what the clients measured', (family) => {
    expect(durationFaults(got, family.name, family.bounds, timed(family, done, presets))).toEqual([]);
  });

  test('all views on durations have the same seconds', () => {
    const [sum = NaN, ...others] = durationFamilies.map(({ name }) => totalOf(got, `${name}_sum`));
    expect(sum).toBeGreaterThan(0);
    for (const other of others) expect(other).toBeCloseTo(sum, 6);
  });

  test('statements took some of the time of the requests that they were for', () => {
    const name = 'django_db_query_duration_seconds';
    const count = got[keyOf('django_db_execute_total', database)] ?? NaN;
    const sum = keyOf(`${name}_sum`, database);
    const requests = done.reduce((seconds, request) => seconds + request.seconds, 0);
    const grown = (got[sum] ?? NaN) - (first[sum] ?? NaN);
    expect(grown).toBeGreaterThan(0);
    expect(grown).toBeLessThanOrEqual(
      requests * (got[keyOf('django_db_new_connections_total', database)] ?? NaN),
    );
    const statement = { labels: database, atLeast: 0, atMost: Infinity };
    const bounds = durationFamilies[1]?.bounds ?? [];
    expect(
      durationFaults(
        got,
        name,
        bounds,
        Array.from({ length: count }, () => statement),
      ),
    ).toEqual([]);
  });

  test('no family is left out, but those that say why', () => {
    const families = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
    const compared = families.filter((name) => notCompared.every(([pattern]) => !pattern.test(name)));
    const silent = compared.filter(
      (name) => Object.keys(pick(got, [new RegExp(`^${name}(_bucket)?\\{`)])).length === 0,
    );
    expect(silent).toEqual(withoutSamples);
    const timedFamilies = Object.keys(
      pick(
        pick(got, [isTimed]),
        notCompared.map(([pattern]) => pattern),
        false,
      ),
    );
    expect(
      [...new Set(timedFamilies.map((key) => key.replace(/_(bucket|sum|count)\{.*/, '')))].sort(),
    ).toEqual(['django_db_query_duration_seconds', ...durationFamilies.map(({ name }) => name)].sort());
    for (const [pattern] of notCompared)
      expect(families.filter((name) => pattern.test(name))).not.toEqual([]);
  });

  test('what SLOs read was there at zero before the first request, with every failure', () => {
    const byRoute = new Map<string, number[]>();
    for (const { method, route, status } of presets)
      byRoute.set(`${method} ${route}`, [...(byRoute.get(`${method} ${route}`) ?? []), status]);
    expect(byRoute.get(`POST ${envelopeRoute}`)).toEqual([200, 500, 503]);
    expect(byRoute.get(`POST ${organizations}`)).toEqual([201, 500, 503]);
    for (const [route, [success, ...failures]] of byRoute)
      expect([route, failures, [200, 201, 204].includes(success ?? 0)]).toEqual([route, [500, 503], true]);
    expect([...byRoute.keys()].filter((route) => !/^[A-Z]+ \/api\//.test(route))).toEqual([]);
  });

  test('an exemplar leads from a bucket to its trace', async () => {
    const accept = 'application/openmetrics-text; version=1.0.0';
    const { text: openmetrics } = await take({ ...scrape(api), headers: { ...scrape(api).headers, accept } });
    expect(openmetrics).toMatch(new RegExp(`http_route="/api/0/organizations/".* # \\{trace_id="${trace}"`));
  });
});
