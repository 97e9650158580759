import type { ClientMetric } from './messages';

/** A counter of a client's, as a worker reports it. */
export const jobs = (value: number): ClientMetric => ({
  name: 'jobs_total',
  help: 'Jobs done.',
  type: 'counter',
  aggregator: 'sum',
  values: [{ labels: {}, value }],
});
