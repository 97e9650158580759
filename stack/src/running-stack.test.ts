import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { occupy } from './running-file';
import { announce, findRunningStack, unannounce } from './running-stack';
import type { Stack } from './stack';

const urls = { prometheus: 'http://127.0.0.1:1', alertmanager: 'http://127.0.0.1:2' };
const stack = { backend: 'processes', urls } as unknown as Stack;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'running-stack-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('is found while it runs, and not before it is ready', async () => {
  const release = await occupy(folder);
  expect(await findRunningStack(folder)).toBeUndefined();
  await announce(folder, stack);
  expect(await findRunningStack(folder)).toMatchObject({ backend: 'processes', urls });
  await unannounce(folder);
  expect(await findRunningStack(folder)).toBeUndefined();
  await release();
});

test('what a stack left behind that ended is not believed', async () => {
  await announce(folder, stack);
  expect(await findRunningStack(folder)).toBeUndefined();
});

test('nothing runs on a folder that is not there', async () => {
  expect(await findRunningStack(path.join(folder, 'none'))).toBeUndefined();
});
