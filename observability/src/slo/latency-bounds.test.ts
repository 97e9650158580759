import { latencyBounds } from './latency-bounds';
import { eventSli, sampleSlo } from './slo.test.support';

const histogram = 'http_server_request_duration_seconds';
const under = (le: string, name = histogram) =>
  sampleSlo({ sli: eventSli(`${name}_bucket{le="${le}"}`, `${name}_count`, 'good') });

it('gives each bound once, in order', () =>
  expect(latencyBounds([under('1'), under('0.25'), under('0.3'), under('0.25')], histogram)).toEqual([
    0.25, 0.3, 1,
  ]));

it('leaves out other histograms, all events, and SLOs without latency', () =>
  expect(latencyBounds([under('0.1', 'other'), under('+Inf'), sampleSlo()], histogram)).toEqual([]));

it('finds the bound of errors that are written as all minus good', () => {
  const slow = eventSli(
    `sum(rate(${histogram}_count[5m])) - sum(rate(${histogram}_bucket{le="0.4"}[5m]))`,
    `sum(rate(${histogram}_count[5m]))`,
  );
  expect(latencyBounds([sampleSlo({ sli: slow })], histogram)).toEqual([0.4]);
});
