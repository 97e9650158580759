import type { LedgerReport, LedgerRow } from '@express-slo-stack/demo';
import { answeredOnSlos, badIn, gainedBetween, ownRows, requestsIn } from './client-ledger';

const STORE = '/api/:projectId/store/';
const row = (route: string, status: LedgerRow['status'], count: number, slow = 0): LedgerRow => ({
  app: 'till',
  method: 'POST',
  route,
  status,
  count,
  slow,
});
const ledger = (rows: LedgerRow[]) => ({ rows }) as unknown as LedgerReport;
const gained = gainedBetween(
  ledger([row(STORE, 200, 5, 1)]),
  ledger([
    row(STORE, 200, 9, 3),
    row(STORE, 503, 2, 1),
    row(STORE, 'refused', 3, 3),
    row('/api/0/projects/', 500, 1),
  ]),
);

test('what each SLO calls bad, of what the ledger gained', () => {
  expect(badIn(gained, 'ingest-availability')).toBe(2);
  expect(badIn(gained, 'api-availability')).toBe(1);
  expect(badIn(gained, 'ingest-latency')).toBe(2);
  expect(badIn(gained, 'api-latency')).toBe(0);
  expect(badIn(gained, 'target-availability')).toBeNull();
});

test('answers on the routes of the SLOs: not those elsewhere, nor requests without an answer', () => {
  expect(answeredOnSlos([...gained, ...ownRows([{ route: 'unmatched', status: 404 }])])).toBe(7);
});

test('requests without an answer are listed apart, and those that nobody measured', () => {
  expect(requestsIn(gained, [row(STORE, 200, 1)])).toEqual({
    answered: 6,
    answeredUnseen: 1,
    unanswered: { refused: 3 },
  });
});

test('a request of the game day itself counts as well', () => {
  expect(badIn(ownRows([{ route: STORE, status: 503 }]), 'ingest-availability')).toBe(1);
});
