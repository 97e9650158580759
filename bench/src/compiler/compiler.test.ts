import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSpecifications } from '@express-slo-stack/observability/slo';
import { readOptions } from './arguments';
import { least } from './measure';
import { slosPerFile, writeSpecifications } from './specifications';

it('writes files of ten SLOs each, without a problem', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'compiler-bench-'));
  try {
    await writeSpecifications(join(folder, 'slos'), 3);
    const files = await readdir(join(folder, 'slos'));
    const sources = await Promise.all(
      files.map(async (file) => ({ file, text: await readFile(join(folder, 'slos', file), 'utf8') })),
    );
    const { slos, problems } = readSpecifications(sources);
    expect([files.length, slos.length, problems]).toEqual([3, 3 * slosPerFile, []]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('takes another checkout, and numbers of files and rounds', () => {
  expect(readOptions([])).toEqual({ files: 100, rounds: 3 });
  expect(readOptions(['--against', 'old', '--files', '5', '--rounds', '1'])).toEqual({
    against: 'old',
    files: 5,
    rounds: 1,
  });
  expect(() => readOptions(['--rounds', '0'])).toThrow('--rounds is "0"');
});

it('keeps the least of each measure', () => {
  const runs = [
    { cpuSeconds: 3, memoryMegabytes: 100 },
    { cpuSeconds: 2, memoryMegabytes: 120 },
  ];
  expect(least(runs)).toEqual({ cpuSeconds: 2, memoryMegabytes: 100 });
});
