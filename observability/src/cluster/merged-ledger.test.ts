import fc from 'fast-check';
import { addRequest, keepExemplar } from '../http/cell';
import { UNENDING } from '../http/families/loan';
import { requestDuration } from '../http/families/opentelemetry';
import { registerFamilies, writesItself } from '../http/families/register';
import type { ExpositionFormat } from '../http/families/text';
import { layoutFor } from '../http/layout';
import { Ledger } from '../http/ledger';
import type { AnyRegistry } from '../http/registry';
import { Registry } from 'prom-client';
import { LedgerReporter } from './ledger-reporter';
import { MergedLedger, newNumbering } from './merged-ledger';

const BOUNDS = [0.25, 1, 4];

/** A process with a ledger, and what it is known by. */
function newProcess(bounds = BOUNDS) {
  const layout = layoutFor(bounds);
  const ledger = new Ledger(layout, { routes: 100, cells: 1_000 });
  const registry: AnyRegistry = new Registry();
  const ajax = {
    name: 'ajax_total',
    help: 'Requests.',
    type: 'counter',
    samples: () => [{ metricName: 'ajax_total', labels: {}, value: ledger.cells.length }],
  } as const;
  registerFamilies(registry, ledger, [requestDuration(ledger, bounds), ajax], () => ledger.reset());
  return {
    registry,
    reporter: new LedgerReporter(registry),
    numbering: newNumbering(),
    request(route: string, seconds: number, at = 0) {
      const cell = ledger.cell(ledger.route(route), 'GET', 200);
      const bucket = addRequest(cell, layout, seconds, false);
      const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
      if (at > 0) keepExemplar(cell, layout, bucket, { traceparent, seconds, at });
    },
  };
}

type Process = ReturnType<typeof newProcess>;

/** Reports as they arrive: through JSON. */
function report(from: Process, to: MergedLedger) {
  for (const part of from.reporter.parts())
    to.add(JSON.parse(JSON.stringify(part)) as typeof part, from.numbering);
}

/** What is written of the families that write themselves. */
function written(metrics: readonly object[], format: ExpositionFormat = 'text') {
  return metrics
    .filter(writesItself)
    .flatMap((family) => [...family.pages(format, UNENDING)].map(String))
    .join('');
}

const sorted = (text: string) => text.split('\n').sort();

test('what several processes report, some later than others and some no more, is what one would have counted', () => {
  const step = fc.record({
    process: fc.nat(3),
    route: fc.constantFrom('/a', '/b/:id', '/ü'),
    // Sums of these are exact, in whatever order.
    seconds: fc.constantFrom(0.125, 0.5, 2, 1024),
    times: fc.constantFrom(1, 2, 200),
    then: fc.constantFrom('go on', 'go on', 'report', 'end'),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 50 }), (steps) => {
      const all = newProcess();
      const merged = new MergedLedger();
      const processes = [newProcess(), newProcess(), newProcess(), newProcess()];
      for (const { process, route, seconds, times, then } of steps) {
        const one = processes[process] as Process;
        for (let time = 0; time < times; time++) for (const each of [one, all]) each.request(route, seconds);
        if (then !== 'go on') report(one, merged);
        if (then === 'end') processes[process] = newProcess();
      }
      for (const process of processes) report(process, merged);
      const expected = sorted(written(all.registry.getMetricsAsArray())).filter(
        (line) => !line.includes('ajax'),
      );
      expect(sorted(written(merged.families)).filter((line) => !line.includes('ajax'))).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});

test('nothing is reported twice, and nothing where nothing grew', () => {
  const process = newProcess();
  process.request('/a', 1);
  expect([...process.reporter.parts()]).toHaveLength(1);
  expect([...process.reporter.parts()]).toEqual([]);
});

test('samples of several processes are added up', () => {
  const merged = new MergedLedger();
  for (const process of [newProcess(), newProcess()]) {
    for (const route of ['/a', '/b']) process.request(route, 1);
    report(process, merged);
  }
  expect(written(merged.families)).toContain('ajax_total 4\n');
});

test('a ledger that starts anew in a process takes nothing away', () => {
  const merged = new MergedLedger();
  const process = newProcess();
  for (const seconds of [0.5, 1, 2]) process.request('/a', seconds);
  report(process, merged);
  (process.registry as Registry).resetMetrics();
  process.request('/a', 1);
  report(process, merged);
  expect(written(merged.families)).toMatch(/_count\{.*\} 4\n/);
});

test('of the exemplars of several processes the newest stands', () => {
  const merged = new MergedLedger();
  const [first, second] = [newProcess(), newProcess()];
  first.request('/a', 0.5, 3_000);
  second.request('/a', 0.75, 2_000);
  report(first, merged);
  report(second, merged);
  expect(written(merged.families, 'openmetrics').match(/ # .*/g)).toEqual([
    expect.stringMatching(/ 0\.500000000 3\.000$/),
  ]);
});

test('a process with other bounds takes the family over: no line is there twice', () => {
  const merged = new MergedLedger();
  const [before, after] = [newProcess(), newProcess([0.25, 2])];
  before.request('/a', 0.1);
  report(before, merged);
  after.request('/a', 0.1);
  report(after, merged);
  before.request('/a', 0.1);
  report(before, merged);
  const lines = written(merged.families)
    .split('\n')
    .filter((line) => line.includes('_bucket'));
  expect(lines.map((line) => /le="(.*?)".* (\d+)$/.exec(line)?.slice(1))).toEqual([
    ['0.25', '1'],
    ['2.0', '1'],
    ['+Inf', '1'],
  ]);
});
