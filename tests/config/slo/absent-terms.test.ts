import {
  compileSlo,
  defaultOptions,
  readSpecifications,
  type RuleGroup,
} from '@express-slo-stack/observability/slo';
import { answersOf } from './support/answers';
import { promtools } from './support/promtools';
import { ratio, specification } from './support/specs';

jest.setTimeout(300_000);

const minute = 60;

function rulesOf(kind: 'good' | 'bad', query: string, total: string): readonly RuleGroup[] {
  const text = specification({ name: 'checkout', indicator: ratio(kind, query, total) });
  const { slos, problems } = readSpecifications([{ file: 'spec.yaml', text }], {});
  expect(problems).toEqual([]);
  return slos.flatMap(({ slo }) => compileSlo(slo, defaultOptions).groups);
}

const rate = (metric: string) => `sum(rate(${metric}_total[{{.window}}]))`;

/** Ten events a second of each metric, a sample a minute. */
const events = (...metrics: readonly string[]) =>
  Object.fromEntries(metrics.map((metric) => [`${metric}_total{instance="a"}`, '0+600x30']));

const queries = {
  errors: 'slo:errors:rate1m',
  total: 'slo:total:rate1m',
  noData: 'count(ALERTS{alertname="SLONoData", alertstate="firing"}) or vector(0)',
  notRecorded: 'count(ALERTS{alertname="SLONotRecorded", alertstate="firing"}) or vector(0)',
};

const added = 'sum(rate(failed_total[{{.window}}]) + rate(ok_total[{{.window}}]))';

test.each([
  [
    'no error has ever been counted',
    'bad',
    rate('failed'),
    `${rate('failed')} + ${rate('ok')}`,
    ['ok'],
    [0, 10],
  ],
  ['the same inside of a sum', 'bad', rate('failed'), added, ['ok'], [0, 10]],
  ['nothing but errors', 'bad', rate('failed'), added, ['failed'], [10, 10]],
  ['both', 'bad', rate('failed'), added, ['failed', 'ok'], [10, 20]],
  [
    'one kind of error is unknown yet',
    'bad',
    `${rate('failed')} + ${rate('timeout')}`,
    rate('all'),
    ['timeout', 'all'],
    [10, 10],
  ],
  [
    'one kind of success is unknown yet',
    'good',
    `${rate('ok')} + ${rate('cached')}`,
    rate('all'),
    ['ok', 'all'],
    [0, 10],
  ],
  [
    'what is left out does not exist',
    'bad',
    rate('failed'),
    `${rate('all')} - ${rate('health')}`,
    ['all'],
    [0, 10],
  ],
  [
    'what is left out exists',
    'bad',
    rate('failed'),
    `${rate('all')} - ${rate('health')}`,
    ['all', 'health'],
    [0, 0],
  ],
] as const)('%s', async (_what, kind, query, total, metrics, [errors, all]) => {
  for (const promtool of promtools()) {
    const course = { everySeconds: 60, series: events(...metrics), queries, at: 20 * minute };
    expect(await answersOf(promtool, { ...course, groups: rulesOf(kind, query, total) })).toEqual({
      errors: [expect.closeTo(errors, 6)],
      total: [expect.closeTo(all, 6)],
      noData: [0],
      notRecorded: [0],
    });
  }
});

test('no data is that every term is absent', async () => {
  for (const promtool of promtools()) {
    const groups = rulesOf('bad', rate('failed'), `${rate('failed')} + ${rate('ok')}`);
    const course = { everySeconds: 60, series: events('other'), queries, at: 20 * minute };
    expect(await answersOf(promtool, { ...course, groups })).toMatchObject({ total: [], noData: [1] });
  }
});
