import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makePlaceFor } from './place';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'report-'))));
afterEach(() => rm(folder, { recursive: true }));

test('a folder that is not there is made, and a report that is there is kept', async () => {
  const file = path.join(folder, 'new', 'r.html');
  await makePlaceFor(file);
  await writeFile(file, 'old');
  await makePlaceFor(file);
  expect(await readFile(file, 'utf8')).toBe('old');
});

test('a place that cannot be written is refused by name', async () => {
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  await expect(makePlaceFor(path.join(file, 'r.html'))).rejects.toThrow(
    /"--report .*r\.html".*cannot be written/,
  );
  await expect(makePlaceFor(folder)).rejects.toThrow(/cannot be written/);
});
