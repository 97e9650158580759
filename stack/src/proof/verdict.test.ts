import type { Answer } from './ask';
import { verdictOf, wronglyEmpty } from './verdict';

const answer = (kind: 'panel' | 'annotation', title: string, hasData: boolean): Answer => ({
  question: { kind, from: 'slo-overview', title, exprs: ['up'] },
  hasData,
});
const full = answer('panel', 'Full', true);
const empty = answer('panel', 'Empty', false);
const alerts = answer('annotation', 'Alerts', false);
const look = { answers: [full, empty, alerts], from: 60, to: 61 };

test('an annotation of alerts may wait for its event, a panel may not', () => {
  expect(wronglyEmpty(look)).toEqual([empty]);
});

test('what happened later counts, but not for the panels of the first look', () => {
  const happened = (one: Answer) => [{ happening: '', seconds: 1, answers: [{ ...one, hasData: true }] }];
  expect(verdictOf(look, [])).toMatchObject({ queries: 3, withData: 1, without: [empty, alerts] });
  expect(verdictOf(look, happened(alerts))).toMatchObject({ without: [empty], panelsWithoutData: 1 });
  expect(verdictOf(look, happened(empty))).toMatchObject({ without: [alerts], panelsWithoutData: 1 });
});
