import { parseArguments } from './arguments';

test('a soak lasts for minutes or for requests', () => {
  expect(parseArguments(['--minutes', '5'])).toEqual({ help: false, until: { minutes: 5 }, rate: 32 });
  expect(parseArguments(['--requests', '15000'])).toMatchObject({ until: { requests: 15_000 }, rate: 150 });
  expect(parseArguments(['--requests', '10000', '--rate', '50'])).toMatchObject({ rate: 50 });
  expect(parseArguments(['-h'])).toMatchObject({ help: true });
});

test.each(
  [[], ['--minutes', '5', '--requests', '10000'], ['--requests', '10'], ['--minutes', 'x'], ['--bogus']].map(
    (args) => [args],
  ),
)('%j is refused', (args) => {
  expect(() => parseArguments(args)).toThrow('Cannot understand');
});
