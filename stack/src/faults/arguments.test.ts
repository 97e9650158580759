import { parseArguments } from './arguments';
import { drillNames } from './drills';

test('names, or all of them, and how often', () => {
  expect(parseArguments(['alertmanager-restarts', '--runs', '2'])).toEqual({
    names: ['alertmanager-restarts'],
    runs: 2,
    help: false,
  });
  expect(parseArguments(['--all'])).toEqual({ names: drillNames, help: false });
  expect(parseArguments(['-h'])).toMatchObject({ help: true });
});

test.each([
  [[], 'Give names or --all'],
  [['--all', 'alertmanager-restarts'], 'Give names or --all'],
  [['volcano'], 'volcano'],
  [['alertmanager-restarts', '--runs', '0'], '--runs 0'],
  [['--runs', 'many', '--all'], '--runs many'],
  [['--loud'], '--loud'],
])('refuses %j with words', (args, words) => {
  expect(() => parseArguments(args)).toThrow(words);
});
