import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { occupy } from './running-file';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'running-'));
  file = path.join(folder, 'running.pid');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each(['', '{"pid":2147483000,"startTime":null}\n'])(
  'of many starts at once over the mark %j exactly one wins',
  async (left) => {
    if (left !== '') await writeFile(file, left);
    const starts = await Promise.allSettled(Array.from({ length: 20 }, () => occupy(folder)));
    const won = starts.filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const start of starts) {
      if (start.status === 'rejected') expect(start.reason).toMatchObject({ code: 'ALREADY_RUNNING' });
    }
  },
);

test('given back, nothing is left', async () => {
  const release = await occupy(folder);
  await release();
  expect(await readdir(folder)).toEqual([]);
});

test('the error names the process and the folder', async () => {
  await occupy(folder);
  const twice = occupy(folder);
  await expect(twice).rejects.toThrow(folder);
  await expect(twice).rejects.toThrow(String(process.pid));
});
