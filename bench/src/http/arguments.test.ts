import { orderOf } from './arguments';

const order = (...args: string[]) => orderOf(args, ['instructions', 'sockets']);

test('measures the named parts, and all if none is named', () => {
  expect(order('sockets')).toEqual({ kind: 'measure', parts: ['sockets'], quick: false });
  expect(order('--quick')).toEqual({ kind: 'measure', parts: ['instructions', 'sockets'], quick: true });
});

test('the gate stands alone', () => {
  expect(order('--gate')).toEqual({ kind: 'gate' });
  expect(order('--gate', 'sockets')).toEqual({
    kind: 'refused',
    reason: '--gate counts instructions and nothing else: leave out sockets',
  });
  expect(order('--gate', '--quick')).toMatchObject({ kind: 'refused' });
});

test('a part that there is not is refused by its name, with those that there are', () => {
  expect(order('--gate', 'sokets')).toEqual({
    kind: 'refused',
    reason: 'there is no part "sokets", only instructions, sockets',
  });
});

test('help comes before all else', () => expect(order('--help', 'sokets')).toEqual({ kind: 'help' }));
