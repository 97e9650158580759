import fc from 'fast-check';
import { addRequest, addSizes, keepExemplar } from '../cell';
import { layoutFor } from '../layout';
import { Ledger } from '../ledger';
import { parseExposition } from '../exposition.test.support';
import { buckets, type CellFamily } from './family';
import { Loan, UNENDING } from './loan';
import { requestDuration } from './opentelemetry';
import { SeriesTable } from './series-table';
import type { ExpositionFormat } from './text';

const BOUNDS = [0.1, 1, 10];
const layout = layoutFor(BOUNDS);

function written(table: SeriesTable, format: ExpositionFormat = 'text') {
  const loan = new Loan();
  const pieces = [...table.pages(format, loan)].map((page) => page.toString());
  loan.end();
  return pieces.join('');
}

const exemplar = (seconds: number) => ({
  traceparent: `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`,
  seconds,
  at: 1e12,
});

function newLedger() {
  return new Ledger(layout, { routes: 1_000, cells: 10_000 });
}

test('what is patched between scrapes is what a fresh table writes', () => {
  const step = fc.oneof(
    fc.record({
      route: fc.integer({ min: 0, max: 40 }),
      status: fc.constantFrom(200, 404, 500),
      seconds: fc.oneof(fc.double({ min: 0, max: 20, noNaN: true }), fc.constantFrom(0, 0.1, 1, 1e13)),
      times: fc.constantFrom(1, 1, 2, 9, 90, 100_000),
      traced: fc.boolean(),
    }),
    fc.constant('scrape' as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, fromZero) => {
      const ledger = newLedger();
      const family = { ...requestDuration(ledger, BOUNDS), fromZero };
      const table = new SeriesTable(family, ledger);
      for (const route of ['/a', '/b']) ledger.cell(ledger.route(route), 'GET', 200);
      for (const next of [...steps, 'scrape' as const]) {
        if (next === 'scrape') {
          const fresh = new SeriesTable(family, ledger);
          expect(written(table)).toBe(written(fresh));
          expect(written(table, 'openmetrics')).toBe(written(fresh, 'openmetrics'));
        } else {
          const cell = ledger.cell(ledger.route(`/r${next.route}`), 'GET', next.status);
          let bucket = 0;
          for (let time = 0; time < next.times; time++)
            bucket = addRequest(cell, layout, next.seconds, false);
          if (next.traced) keepExemplar(cell, layout, bucket, exemplar(next.seconds));
        }
      }
    }),
  );
});

test('bytes and samples say the same, by the buckets that are exposed', () => {
  const ledger = newLedger();
  const family: CellFamily = {
    name: 'thinned_seconds',
    help: 'Thinned.',
    type: 'histogram',
    labels: ({ method }) => ({ method }),
    fromZero: false,
    reading: buckets(BOUNDS, [1], layout.durations, layout.seconds),
  };
  const table = new SeriesTable(family, ledger);
  const cell = (method: string, route: string) => ledger.cell(ledger.route(route), method, 200);
  cell('HEAD', '/never');
  for (const [route, seconds] of [
    ['/a', 0.05],
    ['/a', 0.5],
    ['/b', 1],
    ['/b', 5],
    ['/b', 50],
  ] as const) {
    addRequest(cell('GET', route), layout, seconds, false);
  }
  const text = [
    'thinned_seconds_bucket{le="1.0",method="GET"} 3',
    'thinned_seconds_bucket{le="+Inf",method="GET"} 5',
    'thinned_seconds_sum{method="GET"} 56.550000000',
    'thinned_seconds_count{method="GET"} 5',
    '',
  ].join('\n');
  expect(written(table)).toBe(text);
  const [parsed] = parseExposition(`# HELP thinned_seconds T.\n# TYPE thinned_seconds histogram\n${text}`);
  expect([...table.series()].flatMap((series) => series.samples())).toEqual(
    parsed?.samples.map(({ name, labels, value }) => ({ metricName: name, labels, value })),
  );
});

test('a cell that joins a series is counted although the number of requests stays', () => {
  const ledger = newLedger();
  const family: CellFamily = {
    name: 'by_method_total',
    help: 'By method.',
    type: 'counter',
    labels: ({ method }) => ({ method }),
    fromZero: true,
    reading: { kind: 'sum', of: (values) => values[layout.seconds] ?? 0 },
  };
  const table = new SeriesTable(family, ledger);
  ledger.cell(ledger.route('/a'), 'GET', 200);
  expect(written(table)).toBe('by_method_total{method="GET"} 0\n');
  const joining = ledger.cell(ledger.route('/b'), 'GET', 200);
  joining.values[layout.seconds] = 7;
  expect(written(table)).toBe('by_method_total{method="GET"} 7\n');
});

test('a sum that outgrows its place at once does not go backwards', () => {
  const ledger = newLedger();
  const family: CellFamily = {
    name: 'bytes_total',
    help: 'Bytes.',
    type: 'counter',
    labels: () => ({}),
    fromZero: true,
    reading: { kind: 'sum', of: (values) => values[layout.requestBytes] ?? 0 },
  };
  const table = new SeriesTable(family, ledger);
  const cell = ledger.cell(ledger.route('/a'), 'GET', 200);
  expect(written(table)).toBe('bytes_total 0\n');
  for (const [bytes, sum] of [
    [30_000_000_000, '30000000000'],
    [7, '30000000007'],
  ] as const) {
    addRequest(cell, layout, 0, false);
    addSizes(cell, layout, bytes, 0);
    expect(written(table)).toBe(`bytes_total ${sum}\n`);
  }
});

test('after a reset every line is written again', () => {
  const ledger = newLedger();
  const table = new SeriesTable(requestDuration(ledger, BOUNDS), ledger);
  addRequest(ledger.cell(ledger.route('/a'), 'GET', 200), layout, 5, false);
  const before = written(table);
  ledger.reset();
  addRequest(ledger.cell(ledger.route('/a'), 'GET', 200), layout, 0.01, false);
  expect(written(table)).not.toBe(before);
  expect(written(table)).toContain(
    'le="0.1",http_request_method="GET",http_route="/a",http_response_status_code="200"} 1',
  );
});

describe('what is lent', () => {
  /** A table with one series, and a scrape of it that holds what it was lent. */
  function lending() {
    const ledger = newLedger();
    const table = new SeriesTable(requestDuration(ledger, BOUNDS), ledger);
    const observe = (times: number) => {
      for (let time = 0; time < times; time++)
        addRequest(ledger.cell(ledger.route('/a'), 'GET', 200), layout, 5, false);
    };
    observe(1);
    const lend = (loan: Loan) => {
      const pages = [...table.pages('text', loan)].filter(({ length }) => length > 0);
      return { buffer: pages[0]?.buffer, text: () => Buffer.concat(pages).toString() };
    };
    return { observe, lend };
  }

  test.each([
    { change: 'a value as long', times: 1 },
    { change: 'a longer value', times: 500 },
  ])('stays as it is until the loan is over: $change', ({ times }) => {
    const { observe, lend } = lending();
    const first = lend(new Loan());
    const before = first.text();
    observe(times);
    const second = lend(new Loan());
    expect(first.text()).toBe(before);
    expect(second.text()).toContain(`} ${1 + times}\n`);
  });

  test('is written over once the loan is over', () => {
    const { observe, lend } = lending();
    const loan = new Loan();
    const first = lend(loan);
    loan.end();
    observe(1);
    const second = lend(new Loan());
    expect(second.buffer).toBe(first.buffer);
  });

  test('stays as it is while one of two still reads, whoever came first', () => {
    const { observe, lend } = lending();
    const [early, late] = [new Loan(), new Loan()];
    const first = lend(early);
    const second = lend(late);
    const before = first.text();
    late.end();
    observe(1);
    lend(new Loan());
    expect([first.text(), second.text()]).toEqual([before, before]);
  });

  test('stays as it is for who never ends a loan', () => {
    const { observe, lend } = lending();
    const first = lend(UNENDING);
    const before = first.text();
    const later = new Loan();
    lend(later);
    later.end();
    observe(1);
    lend(new Loan());
    expect(first.text()).toBe(before);
  });
});

describe('exemplars', () => {
  const traceparent = (digit: string) => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;

  function observed(table: SeriesTable, ledger: Ledger) {
    const cell = ledger.cell(ledger.route('/a'), 'GET', 200);
    return (seconds: number, digit: string, at: number) => {
      const bucket = addRequest(cell, layout, seconds, false);
      keepExemplar(cell, layout, bucket, { traceparent: traceparent(digit), seconds, at });
      return written(table, 'openmetrics');
    };
  }

  test('stand on the line of their bucket in OpenMetrics, and nowhere in text', () => {
    const ledger = newLedger();
    const table = new SeriesTable(requestDuration(ledger, BOUNDS), ledger);
    const observe = observed(table, ledger);
    const labels = 'http_request_method="GET",http_route="/a",http_response_status_code="200"';
    const exemplar = (digit: string) => `{trace_id="${digit.repeat(32)}",span_id="${digit.repeat(16)}"}`;
    expect(observe(0.5, '1', 1_700_000_000_000)).toContain(
      `_bucket{le="1.0",${labels}} 1 # ${exemplar('1')} 0.500000000 1700000000.000\n`,
    );
    expect(observe(20, 'a', 1_700_000_000_001)).toContain(
      `_bucket{le="+Inf",${labels}} 2 # ${exemplar('a')} 20.000000000 1700000000.001\n`,
    );
    expect(observe(0.25, '2', 1_700_000_000_002)).toContain(
      `_bucket{le="1.0",${labels}} 2 # ${exemplar('2')} 0.250000000 1700000000.002\n`,
    );
    expect(written(table)).not.toContain('#');
    expect(written(table)).toBe(written(new SeriesTable(requestDuration(ledger, BOUNDS), ledger)));
  });

  test('of buckets that are not told apart, the newest stands', () => {
    const ledger = newLedger();
    const table = new SeriesTable(requestDuration(ledger, [10]), ledger);
    const observe = observed(table, ledger);
    observe(5, '1', 2_000);
    const body = observe(0.05, '2', 1_000);
    expect(body.match(/ # .*/g)).toEqual([expect.stringContaining(`trace_id="${'1'.repeat(32)}"`)]);
  });
});
