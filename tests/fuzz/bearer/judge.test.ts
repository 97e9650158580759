import type { Answer } from '../http/read-answer';
import { type Case, ENDPOINT } from './case';
import { judge } from './judge';
import type { Reading } from './oracle';

const request: Case = {
  method: 'GET',
  path: { text: ENDPOINT, isEndpoint: true },
  query: [],
  headers: [],
  body: undefined,
};
const withBody: Case = {
  ...request,
  body: { type: 'application/json', content: '{"access_token":"x"}', framing: 'length' },
};
const answer = (status: number, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: new Map(Object.entries({ 'cache-control': 'no-store', ...headers })),
  last: false,
});
const challenge = (error?: string) => ({
  'www-authenticate': `Bearer realm="metrics"${error === undefined ? '' : `, error="${error}"`}`,
});

test.each<[string | undefined, Reading, Answer]>([
  [undefined, 'good', answer(200)],
  ['keptOut', 'good', answer(401, challenge('invalid_token'))],
  ['keptOut', 'good', answer(200, { 'cache-control': 'public' })],
  ['byHeader', 'unknown', answer(200)],
  ['byQuery', 'query', answer(200)],
  [undefined, 'missing', answer(401, challenge())],
  ['answer', 'missing', answer(401, challenge('invalid_token'))],
  ['answer', 'missing', answer(401)],
  ['answer', 'missing', answer(401, { ...challenge(), 'cache-control': 'public' })],
  ['answer', 'malformed', answer(401, challenge('invalid_request'))],
  [undefined, 'weak', answer(403, challenge('insufficient_scope'))],
  ['answer', 'method', answer(405)],
  [undefined, 'method', answer(405, { allow: 'GET, HEAD' })],
  [undefined, 'unreadable', answer(400)],
  ['answer', 'elsewhere', answer(500)],
])('%s: %s answered with $status', (finding, reading, outcome) => {
  expect(judge(request, [reading], outcome)).toBe(finding);
});

test('with several readings one is enough, but a way in needs a good one', () => {
  expect(judge(request, ['malformed', 'missing'], answer(401, challenge()))).toBeUndefined();
  expect(judge(request, ['unreadable', 'good'], answer(200))).toBeUndefined();
  expect(judge(withBody, ['malformed', 'missing'], answer(200))).toBe('byBody');
});

test('no answer is a finding, whatever the request was', () => {
  expect(judge(request, ['good'], 'crashed')).toBe('crashed');
  expect(judge(request, ['good'], 'hung')).toBe('hung');
  expect(judge(request, ['unreadable'], 'closed')).toBe('answer');
});
