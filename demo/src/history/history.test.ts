import { compileSlo, defaultOptions, errorBudget } from '@express-slo-stack/observability/slo';
import { timeAt } from './grid';
import { createHistory, type HistoryOptions } from './history';
import type { Series } from './series';
import { readSlos } from './specifications';

const target = { job: 'gt-api', instance: '127.0.0.1:8000', namespace: 'slo-demo', app: 'gt-api' };
const options: HistoryOptions = {
  end: 1_800_000_000,
  days: 30,
  month: 'on',
  requestsPerSecond: 32,
  seed: 1,
  slos: readSlos(),
  targets: {
    'gt-api': target,
    prometheus: { job: 'prometheus', instance: '127.0.0.1:9090' },
    alertmanager: { job: 'alertmanager', instance: '127.0.0.1:9093' },
  },
  running: { service: 'gt-api', version: '0.1.0' },
};
const day = 86_400;
const history = createHistory(options);

const find = (from: { series: readonly Series[] }, name: string, slo: string): Series => {
  const found = from.series.find((series) => series.name === name && series.labels['slo'] === slo);
  if (found === undefined) throw new Error(`no ${name} of ${slo}`);
  return found;
};
const computed = new Map<Series | undefined, Float64Array>();
/** A series' values, computed once. */
const valuesOf = (series: Series | undefined): Float64Array => {
  const values = computed.get(series) ?? series?.values() ?? new Float64Array();
  computed.set(series, values);
  return values;
};
/** Seconds before the end at which a series has samples, and the samples. */
const samplesOf = (series: Series): { before: number; value: number }[] =>
  [...valuesOf(series)]
    .map((value, index) => ({ before: series.grid.end - timeAt(series.grid, index), value }))
    .filter(({ value }) => !Number.isNaN(value));
const widestGap = (samples: readonly { before: number }[]): number =>
  Math.max(...samples.slice(1).map(({ before }, index) => (samples[index]?.before ?? Infinity) - before));
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

test('every recorded series of every SLO is there, with the labels of its rule', () => {
  expect(history.leftOut).toEqual([]);
  const wanted = options.slos
    .flatMap((slo) => compileSlo(slo, defaultOptions).groups)
    .flatMap(({ rules }) => rules)
    .flatMap((rule) => ('record' in rule ? [{ name: rule.record, labels: rule.labels }] : []));
  expect(wanted.length).toBeGreaterThan(60);
  const made = history.series.map(({ name, labels }) => ({ name, labels }));
  expect(made).toEqual(expect.arrayContaining(wanted));
});

test('no series is there twice', () => {
  const names = history.series.map(({ name, labels, values }) =>
    // A version that was rolled back to is one series in two pieces.
    name === 'build_info' ? values : JSON.stringify([name, labels]),
  );
  expect(new Set(names).size).toBe(names.length);
});

describe.each(history.ledger)('$slo', ({ slo, events, bad, budgetRemaining }) => {
  const [errors, total] = ['errors', 'total'].map((kind) => find(history, `slo:${kind}:rate1m`, slo));
  const sumUntil = (record: Series | undefined, before: number, seconds: number): number => {
    const values = valuesOf(record);
    const end = values.length - before / 30;
    return sum(
      [...values.subarray(Math.max(0, end - seconds / 30), end)].filter((value) => !Number.isNaN(value)),
    );
  };
  const ratioUntil = (before: number, seconds: number): number =>
    sumUntil(errors, before, seconds) / sumUntil(total, before, seconds);

  test('its base records come every 30 s for thirty days, its other records every five minutes or oftener', () => {
    expect(total?.grid).toEqual({ end: options.end, step: 30, count: 86_400 });
    expect(valuesOf(total).filter((value) => Number.isNaN(value)).length).toBeLessThan(10);
    const remaining = samplesOf(find(history, 'slo:period_error_budget_remaining:ratio', slo));
    expect(widestGap(remaining)).toBe(300);
    expect(widestGap(remaining.filter(({ before }) => before < 3600))).toBe(120);
  });

  test('sums over its base records come to the ledger', () => {
    expect(sumUntil(total, 0, 30 * day) * 30).toBeCloseTo(events, -3);
    expect(sumUntil(errors, 0, 30 * day) * 30).toBeCloseTo(bad, -1);
    const budget = Number(
      errorBudget(options.slos.find(({ name }) => name === slo) ?? { objective: NaN as never }),
    );
    expect(1 - ratioUntil(0, 30 * day) / budget).toBeCloseTo(budgetRemaining, 3);
  });

  test.each([
    ['5m', 300],
    ['6h', 21_600],
    ['3d', 3 * day],
    ['30d', 30 * day],
  ])(
    'its recorded ratio over %s is what the sums come to, also in the middle of the month',
    (window, seconds) => {
      const recorded = samplesOf(find(history, `slo:sli_error:ratio_rate${window}`, slo));
      for (const { before, value } of recorded.filter((_sample, index) => index % 3001 === 0)) {
        expect(value).toBeCloseTo(ratioUntil(before, seconds), 9);
      }
    },
  );

  test('something happened, but its budget is not spent', () => {
    expect(bad).toBeGreaterThan(0);
    expect(budgetRemaining).toBeGreaterThan(0.3);
    expect(budgetRemaining).toBeLessThan(0.99);
  });
});

test('alerts fired for the incidents, and the last days are calm', () => {
  const fired = history.series
    .filter(({ name }) => name === 'ALERTS')
    .map((series) => ({ ...series.labels, samples: samplesOf(series) }))
    .filter(({ samples }) => samples.length > 0);
  expect(fired).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ slo: 'api-availability', burn: '1h-5m', severity: 'page' }),
      expect.objectContaining({ slo: 'ingest-latency', severity: 'page' }),
    ]),
  );
  const last = Math.min(...fired.flatMap(({ samples }) => samples.map(({ before }) => before)));
  expect(last).toBeGreaterThan(3 * day);
});

test('each bucket holds at least what the one below it does, and none ever shrinks', () => {
  const cell = { http_route: '/api/:projectId/envelope/', http_response_status_code: '200' };
  const ofCell = (name: string): Series[] =>
    history.series.filter(
      (series) =>
        series.name === `http_server_request_duration_seconds_${name}` &&
        Object.entries(cell).every(([label, value]) => series.labels[label] === value),
    );
  const buckets = ofCell('bucket').map(({ values }) => values());
  expect(buckets.length).toBe(15);
  const smaller = buckets.flatMap((bucket, index) =>
    [...bucket].filter(
      (value, at) => value < (buckets[index - 1]?.[at] ?? 0) || value < (bucket[at - 1] ?? 0),
    ),
  );
  expect(smaller).toEqual([]);
  expect(buckets.at(-1)).toEqual(ofCell('count')[0]?.values());
});

test('the raw counters of the last hours and the records tell the same', () => {
  const ingested = history.series.filter(
    ({ name, labels }) =>
      name === 'http_server_request_duration_seconds_count' &&
      /envelope|store/.test(labels['http_route'] ?? ''),
  );
  const [from, to] = [0, 5].map((hours) => 1 + hours * 240);
  const counted = sum(ingested.map(({ values }) => (values()[to ?? 0] ?? 0) - (values()[from ?? 0] ?? 0)));
  const recorded = samplesOf(find(history, 'slo:total:rate1m', 'ingest-availability'));
  const meant = sum(
    recorded.filter(({ before }) => before < 21_600 && before >= 3600).map(({ value }) => value * 30),
  );
  expect(counted / meant).toBeCloseTo(1, 2);
});

describe('a calm month', () => {
  const small = { ...options, days: 1, month: 'calm' } as const;

  test('has no errors, and ends at the traffic asked for', () => {
    const calm = createHistory({ ...small, requestsPerSecond: 100 });
    const availability = calm.ledger.filter(({ slo }) => slo.endsWith('availability'));
    expect(availability.map(({ bad }) => bad)).toEqual([0, 0, 0]);
    const last = ['api-availability', 'ingest-availability'].flatMap((slo) =>
      samplesOf(find(calm, 'slo:total:rate1m', slo)).filter(({ before }) => before < 600),
    );
    expect(sum(last.map(({ value }) => value)) / 20).toBeGreaterThan(95);
    expect(sum(last.map(({ value }) => value)) / 20).toBeLessThan(105);
  });

  test('without traffic has no events, and no ratio of nothing by nothing', () => {
    const silent = createHistory({ ...small, requestsPerSecond: 0 });
    expect(silent.ledger.find(({ slo }) => slo === 'api-latency')).toMatchObject({
      events: 0,
      budgetRemaining: 1,
    });
    expect(samplesOf(find(silent, 'slo:sli_error:ratio_rate1h', 'api-latency'))).toEqual([]);
    expect(samplesOf(find(silent, 'slo:total:rate1m', 'api-latency')).length).toBe(2880);
  });

  test('is the same for the same seed, another for another', () => {
    const total = (seed: number): Float64Array =>
      find(createHistory({ ...small, seed }), 'slo:total:rate1m', 'api-latency').values();
    expect(total(1)).toEqual(total(1));
    expect(total(1)).not.toEqual(total(2));
  });

  test('leaves out an SLO that it cannot read, and says so', () => {
    const [first, ...others] = options.slos;
    if (first === undefined) throw new Error('there are no SLOs');
    const grouped = { ...first, groupBy: ['http_route'] };
    const partial = createHistory({ ...small, slos: [grouped, ...others] });
    expect(partial.leftOut).toEqual([first.name]);
    expect(partial.ledger.length).toBe(others.length);
  });
});
