import { historyNews, historyReport } from './report';

const made = { month: 'on', end: 1, days: 30, ledger: [], leftOut: [] } as const;
const line = (report: object): string => `something before\n${JSON.stringify(report)}\n`;

test('a history is there when it was written and taken', () => {
  const report = historyReport(line(made), 'backfill: done\n');
  expect(report).toEqual(made);
  expect(historyNews(report)).toBe('30 days of history are there');
});

test('it names the SLOs that begin without', () => {
  expect(historyNews({ ...made, leftOut: ['checkout'] })).toContain('but not for checkout');
});

test('what promtool refused is a warning with its reason', () => {
  const said = 'block creation: out of order sample\nbackfill: failed; Prometheus starts without history\n';
  const report = historyReport(line(made), said);
  expect(report).toEqual({ problem: said.trim() });
  expect(historyNews(report)).toMatch(/^Warning: no history.*out of order/);
});

test('a generator that was killed is a warning with its last words', () => {
  expect(historyReport('out of memory\n', 'backfill: nothing to do\n')).toEqual({ problem: 'out of memory' });
});

test('none where none is wanted', () => {
  const report = historyReport(line({ skipped: 'HISTORY=off' }), 'backfill: nothing to do\n');
  expect(historyNews(report)).toBe('no history: HISTORY=off');
});
