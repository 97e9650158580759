import { decimal } from './decimal';
import type { EventSli, Slo } from './model';
import { readQuery } from './promql';

/** An SLI of events, from its two queries; for tests. */
export const eventSli = (query: string, total: string, counts: EventSli['counts'] = 'errors'): EventSli => ({
  kind: 'events',
  counts,
  query: readQuery(query),
  total: readQuery(total),
  counter: true,
});

/** 99.9 % of requests over 30 days, with what a test changes; for tests. */
export const sampleSlo = (changes: Partial<Slo> = {}): Slo => ({
  service: 'shop',
  name: 'checkout',
  objective: decimal('0.999'),
  sli: eventSli('requests_total{code=~"5.."}', 'requests_total'),
  window: { kind: 'rolling', seconds: 2_592_000 },
  budgeting: { method: 'occurrences' },
  groupBy: [],
  labels: {},
  annotations: {},
  alerting: {},
  dialect: 'openslo/v1',
  position: { file: 'slo.yaml', line: 4, column: 3 },
  ...changes,
});
