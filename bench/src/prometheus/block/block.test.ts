import { resolveProgram } from '@express-slo-stack/stack';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBlock } from './block';
import { curve } from './curve';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'block-'))));
afterEach(() => rm(folder, { recursive: true }));

const begin = Date.UTC(2026, 0, 1);
/** promtool reads no folder without a write-ahead log. */
const dump = async () => {
  await mkdir(join(folder, 'wal'));
  const promtool = await resolveProgram('promtool');
  return execFileSync(promtool, ['tsdb', 'dump', folder], { encoding: 'utf8' }).trim().split('\n');
};

it('is read by promtool, every sample of every series', async () => {
  const values = [
    0,
    1,
    2,
    0.1,
    -3.75,
    1e300,
    5e-324,
    NaN,
    Infinity,
    7,
    7,
    ...Array.from({ length: 500 }, (_, index) => index ** 2 / 3),
  ];
  const shared = curve(begin, 15_000, values);
  const short = curve(begin + 60_000, 30_000, [42]);
  await writeBlock(folder, [
    { labels: { __name__: 'z_total', code: '500' }, curve: short },
    { labels: { __name__: 'a_total', code: '200', instance: '10' }, curve: shared },
    { labels: { __name__: 'a_total', code: '200', instance: '9' }, curve: shared },
  ]);
  const lines = await dump();
  const read = (labels: string) =>
    lines
      .filter((line) => line.startsWith(`{${labels}}`))
      .map((line) => line.slice(labels.length + 3).split(' '))
      .map(([value = '', time]) => [Number(value.replace('+Inf', 'Infinity')), Number(time)]);
  const written = values.map((value, index) => [value, begin + index * 15_000]);
  expect(read('__name__="a_total", code="200", instance="10"')).toEqual(written);
  expect(read('__name__="a_total", code="200", instance="9"')).toEqual(written);
  expect(read('__name__="z_total", code="500"')).toEqual([[42, begin + 60_000]]);
  expect(lines).toHaveLength(2 * values.length + 1);
});
