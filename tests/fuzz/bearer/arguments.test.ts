import { orderOf } from './arguments';

test.each([
  [[], { kind: 'fuzz', cases: 100_000, seed: undefined }],
  [['--cases', '5', '--seed', '7'], { kind: 'fuzz', cases: 5, seed: 7 }],
  [['--help'], { kind: 'help' }],
  [['-h', '--cases', 'abc'], { kind: 'help' }],
])('%j: %j', (args, order) => expect(orderOf(args)).toEqual(order));

test.each([
  [['--case', '5'], '--case'],
  [['--cases', 'abc'], '--cases abc'],
  [['--cases', '0'], '--cases 0'],
  [['--seed', '1.5'], '--seed 1.5'],
  [['--seed'], '--seed'],
  [['5'], '5'],
])('%j is refused by name', (args, named) =>
  expect(orderOf(args)).toEqual({ kind: 'refused', reason: expect.stringContaining(named) as string }),
);
