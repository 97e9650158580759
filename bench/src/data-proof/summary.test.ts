import type { ProofReport } from './report';
import { summary } from './summary';

const place = { from: 'slo-overview', kind: 'annotation', title: 'Alerts', expr: 'ALERTS' };
const report: ProofReport = {
  stack: 'a stack of its own, processes',
  firstStart: { historySeconds: 21.25, firstLiveSeconds: 40, allLiveSeconds: null },
  askedAfter: { from: 60, to: 63 },
  queries: 3,
  withData: 3,
  without: [],
  panelsWithoutData: 0,
  filled: [{ happening: 'an alert fires', seconds: 80, queries: [place] }],
  unused: [{ metrics: ['django_a', 'django_b'], reason: 'for others' }],
};

test('says what was asked, when, and what had no data', () => {
  const text = summary(report);
  expect(text).toContain('thirty days of history: 21.3 s');
  expect(text).toContain('first live SLO value: 40.0 s, of every SLO: not seen');
  expect(text).toContain('rightly empty at first: 1. So an alert fires: filled after 80 s');
  expect(text).toContain('(for others): django_a django_b');
  expect(text).toMatch(/queries run: 3, with data: 3, without: 0$/);
});

test('marks a first start that took longer than it should', () => {
  const firstStart = { historySeconds: 31, firstLiveSeconds: null, allLiveSeconds: null };
  const text = summary({ ...report, firstStart });
  expect(text).toContain('history: 31.0 s (not under 30 s in this run)');
  expect(text).toContain('value: not seen (not under 60 s in this run)');
});

test('names each query without data, and why', () => {
  const text = summary({ ...report, withData: 2, without: [{ ...place, problem: 'it timed out' }] });
  expect(text).toContain('WITHOUT DATA: slo-overview, annotation "Alerts": it timed out\n    ALERTS');
  expect(text).toMatch(/without: 1$/);
});
