import type { Score } from './score';

/** A score without a flaw, for tests. */
export const score: Score = {
  scenario: 'outage',
  title: 'Total <outage>',
  predictedSecondsToPage: 100,
  measuredSecondsToPage: 130,
  delivered: 1,
  duplicates: 0,
  falsePages: [],
  predictedSecondsToResolve: 300,
  measuredSecondsToResolve: 290.5,
  budget: [
    {
      slo: 'ingest-availability',
      badByMetrics: 250,
      badByCounters: 150,
      badByLedger: 151,
      shareOfBudget: 0.013,
      isHeld: true,
    },
    {
      slo: 'api-latency',
      badByMetrics: 9,
      badByCounters: 9,
      badByLedger: 300,
      shareOfBudget: 0.001,
      isHeld: false,
    },
  ],
  requests: { answered: 10_000, answeredUnseen: 0, unanswered: {}, uncounted: 12 },
  scrapes: { made: 40, failed: 0, missing: 0 },
  moments: {
    broken: '2026-01-01T00:00:00.000Z',
    pagePredicted: '2026-01-01T00:01:40.000Z',
    paged: '2026-01-01T00:02:10.000Z',
    mended: '2026-01-01T00:02:10.000Z',
    overPredicted: '2026-01-01T00:07:10.000Z',
    over: '2026-01-01T00:07:00.500Z',
    ended: '2026-01-01T00:09:00.000Z',
  },
  misses: [],
};
