import { decimal } from '../../decimal';
import type { Slo } from '../../model';
import { defaultOptions } from '../../options';
import { readQuery } from '../../promql';
import { eventSli, sampleSlo } from '../../slo.test.support';
import { enoughErrors } from './enough-errors';

const hour = 3_600;
const asked = (changes: Partial<Slo>) => enoughErrors(hour, 300, sampleSlo(changes), defaultOptions).join();
const by = 'sum by (service, slo)';
const record = (name: string) => `slo:${name}:rate1m{service="shop", slo="checkout"}`;
/** So many events for each recorded 1; where two write the record, half of them. */
const events = (name: string, each: number, least: number) =>
  `${by} (sum_over_time(${record(name)}[1h])) * ${each}\n/\n` +
  `clamp_min(${by} (count_over_time(${record(name)}[5m])) / 11, 1) >= ${least}`;
const slices = { method: 'timeslices', target: decimal('0.95'), sliceSeconds: 300 } as const;
const atLeast3 = { alerting: { minimumErrors: 3 } };

it('asks for ten failures, counted from a rate every 30 s', () =>
  expect(asked({})).toBe(events('errors', 30, 10)));

it('counts the events within time slices, not the slices', () => {
  expect(asked({ budgeting: slices })).toBe('');
  expect(asked({ budgeting: slices, ...atLeast3 })).toBe(events('event_errors', 30, 3));
});

it('counts each sample of a gauge once, though every base window holds several', () =>
  expect(asked({ sli: { ...eventSli('failed', 'handled'), counter: false }, ...atLeast3 })).toBe(
    events('errors', 0.5, 3),
  ));

it('asks nothing of a ratio, which has no events', () =>
  expect(
    asked({ sli: { kind: 'ratio', counts: 'errors', query: readQuery('error_ratio') }, ...atLeast3 }),
  ).toBe(''));
