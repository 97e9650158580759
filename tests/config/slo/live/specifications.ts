import { ratio, specification, thresholdMetric } from '../support/specs';

const window = '{duration: 30d, isRolling: true}';
const total = 'shop_requests_total';
const bad = 'shop_requests_total{code=~"5.."}';
const threshold = (value: string) => `{op: lte, value: ${value}, target: 0.99}`;

/** What a Prometheus that scrapes every minute and keeps 15 days finds wrong with the shop's SLOs. */
export const misfits = [
  specification({ name: 'errors', window, indicator: ratio('bad', bad, total) }),
  specification({
    name: 'bucket',
    indicator: thresholdMetric('shop_latency_seconds'),
    objective: threshold('0.25'),
  }),
  specification({
    name: 'gauge',
    indicator: thresholdMetric('shop_import_duration_seconds'),
    objective: threshold('0.5'),
  }),
  specification({ name: 'absent', indicator: ratio('bad', bad, 'shop_requests_total{job="store"}') }),
  specification({ name: 'unknown', indicator: ratio('bad', 'shop_failures_total', total) }),
  specification({
    name: 'grouped',
    indicator: ratio(
      'bad',
      'sum by (code) (rate(shop_requests_total{code=~"5.."}[5m]))',
      'sum by (code) (rate(shop_latency_seconds_count[5m]))',
    ),
  }),
].join('---\n');

const fortnight = '{duration: 14d, isRolling: true}';

/** What it has nothing to say against. */
export const fitting = [
  specification({ name: 'errors', window: fortnight, indicator: ratio('bad', bad, total) }),
  specification({
    name: 'bucket',
    window: fortnight,
    indicator: thresholdMetric('shop_latency_seconds'),
    objective: threshold('0.5'),
  }),
].join('---\n');
