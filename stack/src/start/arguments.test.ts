import { parseArguments } from './arguments';

test.each([
  [[], undefined],
  [['--for', '60s'], 60],
  [['--for=2m'], 120],
  [['--for', '1h'], 3600],
  [['--for', '5'], 5],
])('%j runs for %p seconds', (args, seconds) => {
  expect(parseArguments(args).forSeconds).toBe(seconds);
});

test('data is kept in .stack unless told otherwise', () => {
  expect(parseArguments([]).dataFolder).toBe('.stack');
  expect(parseArguments(['--data', 'other']).dataFolder).toBe('other');
});

test.each([
  [['--for', 'soon'], /--for soon.*60s, 5m or 1h/],
  [['--four', '60s'], /--four/],
  [['extra'], /extra/],
])('%j is refused, with what is allowed', (args, message) => {
  expect(() => parseArguments(args)).toThrow(message);
});
