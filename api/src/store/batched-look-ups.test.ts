import { setImmediate as nextTurn } from 'node:timers/promises';
import { batchedLookUps } from './batched-look-ups';

/** A store whose queries are answered by hand. */
function manualStore() {
  const queries: { names: readonly string[]; answer: () => void; fail: () => void }[] = [];
  const look = batchedLookUps<string>(
    (names) =>
      new Promise((resolve, reject) => {
        queries.push({
          names,
          answer: () => resolve(new Map(names.map((name) => [name, name.toUpperCase()]))),
          fail: () => reject(new Error('away')),
        });
      }),
  );
  return { queries, look };
}

it('asks once at a time, and all that came meanwhile together', async () => {
  const { queries, look } = manualStore();
  const first = look('a');
  const rest = Promise.all(Array.from({ length: 500 }, (_, index) => look(`n${index}`)));
  expect(queries.map(({ names }) => names.length)).toEqual([1]);
  queries[0]?.answer();
  await expect(first).resolves.toBe('A');
  await nextTurn();
  expect(queries.map(({ names }) => names.length)).toEqual([1, 500]);
  queries[1]?.answer();
  expect((await rest)[499]).toBe('N499');
});

it('asks for a name once, however many wait for it', async () => {
  const { queries, look } = manualStore();
  const first = look('x');
  const same = Promise.all([look('y'), look('y'), look('y')]);
  queries[0]?.answer();
  await first;
  await nextTurn();
  expect(queries[1]?.names).toEqual(['y']);
  queries[1]?.answer();
  await expect(same).resolves.toEqual(['Y', 'Y', 'Y']);
});

it('puts no more than a thousand names in a query', async () => {
  const { queries, look } = manualStore();
  void look('first');
  void Promise.all(Array.from({ length: 1500 }, (_, index) => look(`n${index}`)));
  for (const turn of [0, 1, 2]) {
    queries[turn]?.answer();
    await nextTurn();
  }
  expect(queries.map(({ names }) => names.length)).toEqual([1, 1000, 500]);
});

it('fails those who asked when their query does, and goes on', async () => {
  const { queries, look } = manualStore();
  const first = look('a');
  queries[0]?.fail();
  await expect(first).rejects.toThrow('away');
  await nextTurn();
  const second = look('b');
  queries[1]?.answer();
  await expect(second).resolves.toBe('B');
});
