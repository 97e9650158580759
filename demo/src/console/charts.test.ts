import { chartOf } from './charts';

test('curves are laid on even steps; what is missing or no number is a gap', () => {
  const range = { from: 100, to: 160, stepSeconds: 20 };
  const points = [
    [100, 1],
    [140, NaN],
    [160, 3],
  ] as const;
  expect(chartOf([{ metric: { service: 'svc', slo: 'a' }, points }], range)).toEqual({
    times: [100, 120, 140, 160],
    lines: [{ service: 'svc', slo: 'a', values: [1, null, null, 3] }],
  });
});
