import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSlo } from '../compile';
import { plain } from '../decimal';
import { lintSlos } from '../lints';
import { defaultOptions } from '../options';
import { readSpecifications } from '.';

const folder = join(__dirname, '../../../fixtures/good');
const sourceOf = (file: string) => ({ file, text: readFileSync(join(folder, file), 'utf8') });
const read = (...files: string[]) => {
  const { slos, problems, notes } = readSpecifications(files.map(sourceOf));
  expect(problems).toEqual([]);
  return { slos: slos.map(({ slo }) => slo), specified: slos, notes: notes.map(({ id }) => id) };
};
const one = (file: string) => {
  const [slo, ...others] = read(file).slos;
  expect(others).toEqual([]);
  if (!slo) throw new Error('no SLO');
  return slo;
};

it.each(readdirSync(folder))('%s compiles, without a finding', (file) => {
  const { slos, specified } = read(file);
  expect(lintSlos(specified, { scrapeSeconds: 15, naming: 'house', buckets: {} })).toEqual([]);
  for (const slo of slos) expect(compileSlo(slo, defaultOptions).groups).toHaveLength(2);
});

it('time slices of a calendar month, with labels and annotations', () => {
  const slo = one('timeslices.yaml');
  expect(slo).toMatchObject({
    service: 'shop',
    name: 'search',
    displayName: 'Search',
    description: 'Search works in 99.5 % of the five-minute slices of a month.',
    window: {
      kind: 'calendar',
      count: 1,
      unit: 'month',
      start: '2024-01-01 00:00:00',
      timeZone: 'Europe/Berlin',
    },
    budgeting: { method: 'timeslices', sliceSeconds: 300 },
    sli: { kind: 'events', counts: 'good', counter: true, query: { convention: 'literal' } },
    labels: { team: 'discovery', tier: 'gold,eu' },
    annotations: { runbook_url: 'https://127.0.0.1/runbooks/search' },
    alerting: { minimumErrors: 3, page: { labels: { routing_key: 'discovery' } } },
    position: { file: 'timeslices.yaml', line: 5, column: 9 },
  });
  expect(plain(slo.objective)).toBe('0.995');
  expect(slo.budgeting.method === 'timeslices' && plain(slo.budgeting.target)).toBe('0.95');
});

it('the mean of time slices over a rolling fortnight', () =>
  expect(one('ratio-timeslices.yaml')).toMatchObject({
    window: { kind: 'rolling', seconds: 14 * 86_400 },
    budgeting: { method: 'ratio-timeslices', sliceSeconds: 300 },
    sli: { query: { convention: 'bare' } },
  }));

it('several objectives: names that do not depend on their order, and a bucket each', () => {
  const { slos } = read('objectives.yaml');
  expect(
    slos.map(({ name, displayName, objective, sli }) => [
      name,
      displayName,
      plain(objective),
      sli.kind === 'events' && sli.latency && plain(sli.latency.threshold),
    ]),
  ).toEqual([
    ['latency-most-are-fast', 'Latency: Most are fast', '0.95', '0.1'],
    ['latency-nearly-all-are-bearable', 'Latency: Nearly all are bearable', '0.99', '1'],
    ['latency-0-999', 'Latency', '0.999', '5'],
  ]);
});

it('alert policies, conditions and targets, inline and by reference', () => {
  const { alerting } = one('policies.yaml');
  expect(alerting.noData).toBe(false);
  expect(alerting.pairs?.map(({ burn, ...pair }) => ({ ...pair, burn: plain(burn) }))).toEqual([
    {
      severity: 'page',
      longSeconds: 3_600,
      shortSeconds: 300,
      burn: '14.4',
      labels: { notification_target: 'on-call' },
      position: { file: 'policies.yaml', line: 61, column: 9 },
    },
    {
      severity: 'ticket',
      longSeconds: 86_400,
      shortSeconds: 7_200,
      forSeconds: 900,
      burn: '3',
      labels: { notification_target: 'backlog,on-call' },
      position: { file: 'policies.yaml', line: 76, column: 3 },
    },
  ]);
});

it('thresholds and ratios that are gauges', () => {
  expect(read('gauges.yaml').slos.map(({ sli, groupBy }) => [sli.kind, sli.query.text, groupBy])).toEqual([
    [
      'ratio',
      'avg by (queue) (((max by (queue) (queue_oldest_message_age_seconds)) >= -Inf) < bool 60)',
      ['queue'],
    ],
    ['ratio', 'avg(stale_ratio{job="worker"})', []],
    ['ratio', 'avg(avg_over_time(jobs_healthy_ratio[{{.window}}]))', []],
  ]);
});

it('OpenSLO v2alpha: references, and a week that begins on Monday in New York', () =>
  expect(one('v2alpha.yaml')).toMatchObject({
    dialect: 'openslo.com/v2alpha',
    window: { kind: 'calendar', count: 1, unit: 'week', timeZone: 'America/New_York' },
    sli: { query: { convention: 'bare', text: 'http_requests_total{component="web", code=~"2..|4.."}' } },
  }));

it('references across files, in any order', () => {
  const [slo = '', sli = ''] = sourceOf('objectives.yaml').text.split('---\n');
  const files = [
    { file: 'sli.yaml', text: sli },
    { file: 'slo.yaml', text: slo },
  ];
  for (const sources of [files, files.toReversed()]) {
    const { slos, problems } = readSpecifications(sources);
    expect([slos.length, problems]).toEqual([3, []]);
  }
});

describe('the service of a Pyrra object', () => {
  const { text } = sourceOf('kubernetes-list.yaml');
  const service = (changed: string, options = {}) =>
    readSpecifications([{ file: 'x.yaml', text: changed }], options).slos[0]?.slo.service;
  const unlabelled = text.replace(/ +labels:\n.*\n/, '');
  it('is its label', () => expect(service(text, { service: 'other' })).toBe('api'));
  it('else --service', () => expect(service(unlabelled, { service: 'other' })).toBe('other'));
  it('else its name', () => expect(service(unlabelled)).toBe('api-errors'));
});

it('the range of a threshold stays what it is', () => {
  const [group] = compileSlo(one('quantile.yaml'), defaultOptions).groups;
  expect(JSON.stringify(group)).toContain(
    'avg by (handler) (((histogram_quantile(0.99, sum by (le, handler) (increase(checkout_seconds_bucket[5m])))) >= -Inf) <= bool 2)',
  );
});
