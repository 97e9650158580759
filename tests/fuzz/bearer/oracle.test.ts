import { type Case, ENDPOINT, TOKENS } from './case';
import { readingsOf } from './oracle';

const request = (part: Partial<Case>): Case => ({
  method: 'GET',
  path: { text: ENDPOINT, isEndpoint: true },
  query: [],
  headers: [],
  body: undefined,
  ...part,
});
const authorization = (...values: readonly string[]) =>
  request({ headers: values.map((value) => ({ name: 'Authorization', value: ` ${value}` })) });
const { good, weak } = TOKENS;

test.each([
  [['good'], `Bearer ${good}`],
  [['good'], `bEARER ${good}`],
  [['good'], `\t Bearer ${good} \t`],
  [['weak'], `Bearer ${weak}`],
  [['unknown'], `Bearer ${good}=`],
  [['unknown'], `Bearer ${'x'.repeat(513)}`],
  [['missing'], ''],
  [['missing'], 'Basic YTpi'],
  [['missing'], `Bearer${good}`],
  [['missing'], `, Bearer ${good}`],
  [['malformed'], 'Bearer'],
  [['malformed'], `Bearer  ${good}`],
  [['malformed'], `Bearer\t${good}`],
  [['malformed'], `Bearer ${good},`],
  [['malformed'], `Bearer =${good}`],
  [['malformed', 'missing'], `Bearer,${good}`],
  [['unreadable', 'good'], `Bearer\r\n ${good}`],
  [['unreadable'], `Bearer ${good}\0`],
  [['oversized'], `Bearer ${'x'.repeat(20_000)}`],
  [['oversized', 'unreadable'], `Bearer\r\n ${'x'.repeat(20_000)}`],
])('%p for the header %j', (readings, value) => {
  expect(readingsOf(authorization(value))).toEqual(readings);
});

test('two headers are malformed, whichever is good', () => {
  expect(readingsOf(authorization(`Bearer ${good}`, 'Basic YTpi'))).toEqual(['malformed']);
});

test('a token in the query spoils a good header; one in the body does not', () => {
  const { headers } = authorization(`Bearer ${good}`);
  const query = [{ key: 'access_token[]', written: 'access%5ftoken[]=1' }];
  expect(readingsOf(request({ headers, query }))).toEqual(['query']);
  const body = { type: 'application/json', content: '{"access_token":"x"}', framing: 'length' } as const;
  expect(readingsOf(request({ headers, body }))).toEqual(['good']);
});

test('a good token does not help elsewhere or with a method that nobody knows', () => {
  const { headers } = authorization(`Bearer ${good}`);
  const path = { text: '/elsewhere', isEndpoint: false };
  expect(readingsOf(request({ headers, path }))).toEqual(['elsewhere']);
  expect(readingsOf(request({ headers, method: 'PUT' }))).toEqual(['method']);
  expect(readingsOf(request({ headers, method: 'get' }))).toEqual(['unreadable']);
});
