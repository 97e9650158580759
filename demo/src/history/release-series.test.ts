import { months } from './events';
import { timeAt, type Grid } from './grid';
import { releaseSeries } from './release-series';

const target = { job: 'gt-api', instance: '127.0.0.1:8000' };
const running = { service: 'gt-api', version: '0.1.0' };
const grid: Grid = { end: 1_800_000_000, step: 300, count: 30 * 288 };

const seriesOf = (month: keyof typeof months) => releaseSeries(months[month], running, target, grid);
const startsIn = (month: keyof typeof months): Float64Array => {
  const found = seriesOf(month).filter(({ name }) => name === 'process_start_time_seconds');
  expect(found.map(({ labels }) => labels)).toEqual([target]);
  return found[0]?.values() ?? new Float64Array();
};

test('a process starts with the month, and with each release', () => {
  const releases = months.on.releases.map(({ untilBeforeEnd }) => grid.end - untilBeforeEnd);
  expect(releases.length).toBeGreaterThan(2);
  expect([...new Set(startsIn('on'))]).toEqual([timeAt(grid, 0), ...releases]);
});

test('no process ran before its start, and each with the version that it had', () => {
  const starts = startsIn('on');
  expect([...starts].filter((start, index) => !(start <= timeAt(grid, index)))).toEqual([]);
  const ran = seriesOf('on')
    .filter(({ name }) => name === 'build_info')
    .map(({ labels, values }) => [labels['version'], starts[values().indexOf(1)]]);
  expect(ran).toEqual([
    ['0.0.8', expect.anything()],
    ['0.0.9', expect.anything()],
    ['0.0.8', expect.anything()],
    ['0.1.0', expect.anything()],
  ]);
  expect(new Set(ran.map(([, start]) => start)).size).toBe(ran.length);
});

test('in a calm month nothing is deployed', () => {
  expect(new Set(startsIn('calm'))).toEqual(new Set([timeAt(grid, 0)]));
});
