import { openMetrics } from './open-metrics';

const grid = { end: 100, step: 15, count: 3 };

test('one line a sample, none for what is not there, and the mark of the end', () => {
  const up = { name: 'up', labels: { job: 'gt-api' }, grid, values: () => Float64Array.of(1, NaN, 0.5) };
  expect([...openMetrics([up])].join('')).toBe('up{job="gt-api"} 1 70\nup{job="gt-api"} 0.5 100\n# EOF\n');
});

test('label values are escaped', () => {
  const odd = { name: 'up', labels: { path: 'a"b\\c\nd' }, grid, values: () => Float64Array.of(NaN, NaN, 1) };
  expect([...openMetrics([odd])].join('')).toContain('up{path="a\\"b\\\\c\\nd"} 1 100');
});

test('much is handed over in pieces', () => {
  const many = {
    name: 'm',
    labels: {},
    grid: { ...grid, count: 200_000 },
    values: () => new Float64Array(200_000),
  };
  const pieces = [...openMetrics([many])];
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join('').split('\n').length).toBe(200_002);
});
