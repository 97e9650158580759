import { missesOf } from './limits';
import { scenarios } from './scenarios';
import type { Score } from './score';
import { score } from './score.test.support';

const missed = (changes: Partial<Score>, scenario: keyof typeof scenarios = 'outage') =>
  missesOf({ ...score, ...changes }, scenarios[scenario]);

const spent = { badByMetrics: 150, badByCounters: 150, badByLedger: 150, shareOfBudget: 1, isHeld: true };

test('a good score misses nothing', () => {
  expect(missed({})).toEqual([]);
});

test.each([
  [{ measuredSecondsToPage: null }, /no page came/],
  [{ measuredSecondsToPage: 131 }, /page after 131 s, predicted 100 s, 30 s/],
  [{ predictedSecondsToPage: 1000, measuredSecondsToPage: 1101 }, /100 s apart/],
  [{ measuredSecondsToResolve: null }, /end was not told/],
  [{ duplicates: 1 }, /1 duplicate/],
  [{ delivered: 2 }, /paged 2 times/],
  [{ falsePages: ['SLOBurn api-latency'] }, /false page: SLOBurn api-latency/],
  [
    { budget: [{ ...spent, slo: 'ingest-availability', badByMetrics: 300 }] },
    /300\.0 bad by the metrics, 150 by the ledger, 100\.0/,
  ],
  [
    { budget: [{ ...spent, slo: 'ingest-availability', badByCounters: 40 }] },
    /40\.0 bad by the counters, 150 by the ledger, 100\.0/,
  ],
  [
    { budget: [{ ...spent, slo: 'ingest-availability', badByMetrics: 1, badByCounters: 0, badByLedger: 1 }] },
    /0\.0 bad by the counters, 1 by the ledger/,
  ],
])('%j is missed by name', (changes, message) => {
  expect(missed(changes)).toEqual([expect.stringMatching(message)]);
});

test('an API that is killed takes the traffic of one scrape interval with it, and nothing else takes more than 1 %', () => {
  const uncounted = (count: number) => ({ requests: { ...score.requests, uncounted: count } });
  expect(missed(uncounted(400), 'dead-api')).toEqual([]);
  expect(missed(uncounted(401), 'dead-api')).toEqual([
    '401 answers were counted by no scrape, 400.0 are allowed',
  ]);
  expect(missed(uncounted(101))).toHaveLength(1);
  expect(missed(uncounted(-101))).toHaveLength(1);
  expect(missed(uncounted(100))).toEqual([]);
});

test('a scrape may fail where the API is killed, not where a token is rotated', () => {
  const scrapes = { made: 30, failed: 1, missing: 0 };
  expect(missed({ scrapes }, 'dead-api')).toEqual([]);
  expect(missed({ scrapes }, 'token-rotation')).toEqual(['1 scrapes failed, 0 are missing']);
});

test('what need not agree is only listed', () => {
  const budget = [{ ...spent, slo: 'ingest-latency', badByMetrics: 300 }];
  expect(missed({ budget })).toHaveLength(1);
  expect(missed({ budget: budget.map((one) => ({ ...one, isHeld: false })) })).toEqual([]);
});
