import type { LedgerReport, LedgerRow } from '@express-slo-stack/demo';
import { badIn, gainedBetween, ownRows, requestsIn } from './budget';

const STORE = '/api/:projectId/store/';
const row = (route: string, status: LedgerRow['status'], count: number): LedgerRow => ({
  app: 'till',
  method: 'POST',
  route,
  status,
  count,
});
const ledger = (rows: LedgerRow[]) => ({ rows }) as unknown as LedgerReport;
const gained = gainedBetween(
  ledger([row(STORE, 200, 5)]),
  ledger([row(STORE, 200, 9), row(STORE, 503, 2), row(STORE, 'refused', 3), row('/api/0/projects/', 500, 1)]),
);

test('what each availability SLO calls bad, of what the ledger gained', () => {
  expect(badIn(gained, 'ingest-availability')).toBe(2);
  expect(badIn(gained, 'api-availability')).toBe(1);
  expect(badIn(gained, 'api-latency')).toBeNull();
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
