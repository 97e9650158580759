import { costOf } from './cost';

it('counts each rule as often as its group evaluates it in an hour', async () => {
  const rule = (expr: string) => ({ record: 'x', expr, labels: {} });
  const groups = [
    { name: 'fast', interval: '30s', rules: [rule('a'), rule('b')] },
    { name: 'slow', interval: '2m30s', rules: [rule('c')] },
  ];
  const samples = new Map([
    ['a', 10],
    ['b', 1],
    ['c', 1_000],
  ]);
  const prometheus = {
    cost: (expr: string) => Promise.resolve({ samples: samples.get(expr) ?? 0, seconds: 0.5 }),
  };
  await expect(costOf(groups, prometheus, 0)).resolves.toEqual({
    samples: 120 * 11 + 24 * 1_000,
    seconds: 120 * 1 + 24 * 0.5,
  });
});
