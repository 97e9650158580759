import { readSpecifications } from '../readers';
import { promSeconds } from '../duration';
import { liveFindings, parseRetention, targetKey, type SeriesFacts, type ServerFacts } from '.';

const total = 'requests_total{job="shop"}';
const errors = 'requests_total{job="shop", code=~"5.."}';
const { slos } = readSpecifications([
  {
    file: 'shop.yaml',
    text: `version: prometheus/v1
service: shop
slos:
  - name: requests
    objective: 99.9
    sli: {events: {error_query: 'sum(rate(${errors}[{{.window}}]))', total_query: 'sum(rate(${total}[{{.window}}]))'}}
`,
  },
]);

const target = (instance: string, job = 'shop') => ({ job, instance });
const series = (instances: readonly string[], changes: Partial<SeriesFacts> = {}): SeriesFacts => ({
  count: instances.length,
  countOfMetric: instances.length,
  targets: instances.map((instance) => target(instance)),
  labels: { value: ['job', 'instance', 'code'] },
  ...changes,
});

/** A server that has everything, but for some changes. */
const server = (changes: Partial<ServerFacts> = {}): ServerFacts => ({
  series: new Map([
    [total, series(['a', 'b'])],
    [errors, series(['a'])],
  ]),
  types: new Map([['requests_total', { value: { family: 'requests_total', types: ['counter'] } }]]),
  intervals: new Map(['a', 'b'].map((instance) => [targetKey(target(instance)), { value: 60 }])),
  retention: { value: parseRetention('31d', promSeconds) },
  ...changes,
});

const found = (changes: Partial<ServerFacts>) => {
  const { problems, notes } = liveFindings(slos, server(changes), { scrapeSeconds: 60 });
  return [...problems, ...notes].map(({ id, message }) => `${id}: ${message}`);
};

test('a server that has everything', () => expect(found({})).toEqual([]));

test.each<[string, Partial<ServerFacts>, string]>([
  [
    'errors of targets that the total has not',
    {
      series: new Map([
        [total, series(['a'])],
        [errors, series(['a', 'c'])],
      ]),
    },
    'live-sides: ',
  ],
  [
    'a gauge',
    { types: new Map([['requests_total', { value: { family: 'requests_total', types: ['gauge'] } }]]) },
    'live-type: "requests_total" is read as a counter, but requests_total is a gauge',
  ],
  [
    'no metadata',
    { types: new Map([['requests_total', { reason: 'none' }]]) },
    'live-not-asked: not checked, because this server does not say it: the types of requests_total (none)',
  ],
  [
    'an undeclared type',
    { types: new Map([['requests_total', { value: { family: 'requests_total', types: ['unknown'] } }]]) },
    '',
  ],
  [
    'slower scrapes of one target',
    { intervals: new Map([[targetKey(target('b')), { value: 120 }]]) },
    'live-scrape-interval: the job "shop" is scraped every 2m, but the rules are built for 1m',
  ],
  [
    'more frequent scrapes',
    { intervals: new Map([[targetKey(target('a')), { value: 15 }]]) },
    'live-scraped-faster: the job "shop" is scraped every 15s',
  ],
  [
    'scrapes that are nearly as configured',
    { intervals: new Map([[targetKey(target('a')), { value: 62 }]]) },
    '',
  ],
  [
    'an unknown interval',
    { intervals: new Map([[targetKey(target('a')), { reason: 'no target' }]]) },
    'live-not-asked: not checked, because this server does not say it: the scrape interval of shop a (no target)',
  ],
  [
    'less than thirty days',
    { retention: { value: parseRetention('15d or 10GiB', promSeconds) } },
    'live-retention: this Prometheus keeps 15d or 10GiB, but the window of the SLO is 30 days',
  ],
  [
    'a limit by size only',
    { retention: { value: parseRetention('10GiB', promSeconds) } },
    'live-not-asked: not checked, because this server does not say it: how long it keeps samples (10GiB)',
  ],
  [
    'no word on retention',
    { retention: { reason: '404' } },
    'live-not-asked: not checked, because this server does not say it: how long it keeps samples (404)',
  ],
])('%s', (_what, changes, message) => {
  const messages = found(changes);
  expect(messages).toHaveLength(message === '' ? 0 : 1);
  expect(messages.join()).toContain(message);
});

test('a bucket that some targets lack', () => {
  const bucket = 'latency_seconds_bucket{le="0.25"}';
  const { slos: latency } = readSpecifications([
    {
      file: 'latency.yaml',
      text: `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: {name: latency, labels: {pyrra.dev/service: shop}}
spec:
  target: '99'
  window: 4w
  indicator: {latency: {success: {metric: '${bucket}'}, total: {metric: latency_seconds_count}}}
`,
    },
  ]);
  const buckets = { bounds: ['+Inf', '0.5', '0.1', '0.25'], targets: [target('a'), target('b')] };
  const facts = server({
    series: new Map([
      [bucket, series(['a'], { buckets })],
      ['latency_seconds_count', series(['a', 'b'])],
    ]),
  });
  const { problems } = liveFindings(latency, facts, { scrapeSeconds: 60 });
  expect(problems.map(({ message }) => message)).toEqual([
    'latency_seconds has no bucket 0.25 in this Prometheus, at 1 of 2 targets (its buckets: 0.1, 0.25, 0.5)',
  ]);
});
