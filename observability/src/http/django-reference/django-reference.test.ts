import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NextFunction, Request, Response } from 'express';
import { type ParsedFamily, parseExposition } from '../exposition.test.support';
import { EXPRESS_VERSIONS } from '../express-versions.test.support';
import { createHttpMetrics } from '../http-metrics';
import { eventually, requestsCounted, send, type Sent, serve } from '../server.test.support';

const beside = (name: string) => readFileSync(join(__dirname, name), 'utf8');
const requests = JSON.parse(beside('requests.json')) as Sent[];
/** What django-prometheus exposed after them: see record.py. */
const recorded = httpFamilies(beside('exposition.prom').replace(/^# Recorded.*\n/, ''));

/** Where the count is another one, and ours is meant: what django-prometheus counted, what is counted here. */
const MENDED: Readonly<Record<string, readonly [number, number]>> = {
  // It observes an error twice.
  'latency_seconds_by_view_method_count GET fail': [2, 1],
  // There it takes any method for a label value.
  'latency_seconds_by_view_method_count PROPFIND plain': [1, 0],
  'latency_seconds_by_view_method_count <invalid method> plain': [0, 1],
  // It sees nothing of what another middleware answers.
  'total_by_method_total GET': [6, 7],
  'total_by_transport_total http': [8, 9],
  'total_by_status_total 403': [0, 1],
  'total_by_status_view_method_total GET 403 <unnamed view>': [0, 1],
  'latency_seconds_by_view_method_count GET <unnamed view>': [1, 2],
  'total_by_charset_total utf-8': [8, 9],
  requests_body_total_bytes_count: [8, 9],
  responses_body_total_bytes_count: [7, 8],
  responses_body_total_bytes_sum: [39, 48],
};

function httpFamilies(text: string): readonly ParsedFamily[] {
  return parseExposition(text)
    .filter(({ name }) => name.startsWith('django_http_'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a dashboard relies on: name, type, help, label names and buckets. */
function shapeOf({ name, type, help, samples }: ParsedFamily) {
  const all = (of: (labels: Readonly<Record<string, string>>) => readonly (string | undefined)[]) => [
    ...new Set(samples.flatMap(({ labels }) => of(labels))),
  ];
  return { name, type, help, labels: all(Object.keys).sort(), buckets: all(({ le }) => [le]) };
}

/** Every count that is not zero, by a short name and the labels' values; times and their buckets depend on the machine. */
function countsOf(families: readonly ParsedFamily[]): Record<string, number> {
  const samples = families.flatMap((family) => family.samples);
  const counted = samples.filter(
    ({ name, value }) => value !== 0 && !name.endsWith('_bucket') && !/latency.*_sum$/.test(name),
  );
  return Object.fromEntries(
    counted.map(({ name, labels, value }) => {
      const values = Object.entries(labels)
        .sort()
        .map(([, labelValue]) => labelValue);
      return [[name, ...values].join(' '), value];
    }),
  );
}

class ValueError extends Error {
  override readonly name = 'ValueError';
}

/** A template engine with one page. */
class PageView {
  readonly path = 'page';
  render(_options: object, done: (error: null, text: string) => void) {
    done(null, 'page');
  }
}

describe.each([...EXPRESS_VERSIONS])('$name beside a recorded django-prometheus', ({ load }) => {
  /** The application of record.py, in Express. */
  async function exposed(): Promise<readonly ParsedFamily[]> {
    const app = load()();
    const views = Object.fromEntries(['plain', 'fail', 'page', 'stream'].map((name) => [`/${name}`, name]));
    const metrics = createHttpMetrics({ django: { views } });
    app.use(metrics.middleware);
    app.use((request, response, next) => {
      if (request.headers['x-forbid'] === undefined) next();
      else response.status(403).send('forbidden');
    });
    app.set('view', PageView);
    app.all('/plain', (_request, response) => void response.send('plain'));
    app.get('/fail', () => {
      throw new ValueError('made to fail');
    });
    app.get('/page', (_request, response) => response.render('page'));
    app.get('/stream', (_request, response) => {
      response.type('html').write('a');
      response.end('b');
    });
    app.use((_request, response) => void response.status(404).send('not found'));
    app.use(metrics.errorMiddleware);
    app.use((_error: Error, _request: Request, response: Response, _next: NextFunction) => {
      response.status(500).send('failed');
    });
    const served = await serve(app);
    for (const sent of requests) await send(served, sent);
    await eventually(async () => {
      const counts = Object.values(await requestsCounted(metrics.registry));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(requests.length);
    });
    await served.close();
    return httpFamilies(await metrics.registry.metrics());
  }

  test('has the same nineteen families: names, types, help, labels and buckets', async () => {
    expect(recorded).toHaveLength(19);
    const shapes = recorded.map(shapeOf);
    const configured = shapes.find(
      ({ name }) => name === 'django_http_requests_latency_seconds_by_view_method',
    );
    // Up to 2.2 it left this one at the client's own buckets; since 2.3 both obey PROMETHEUS_LATENCY_BUCKETS.
    const since23 = shapes.map((shape) =>
      shape.name === 'django_http_requests_latency_including_middlewares_seconds'
        ? { ...shape, buckets: configured?.buckets }
        : shape,
    );
    expect((await exposed()).map(shapeOf)).toEqual(since23);
  });

  test('counts the same of the same requests, where that is not mended', async () => {
    const theirs = countsOf(recorded);
    const ours = countsOf(await exposed());
    const differing = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])].filter(
      (name) => theirs[name] !== ours[name],
    );
    const short = (name: string) =>
      name.replace(/^django_http_(?:(?:requests|responses)_(?=latency|total))?/, '');
    expect(
      Object.fromEntries(differing.map((name) => [short(name), [theirs[name] ?? 0, ours[name] ?? 0]])),
    ).toEqual(MENDED);
  });
});
