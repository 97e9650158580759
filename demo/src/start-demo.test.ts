import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, type Listening } from './http/listen';
import { startDemo } from './start-demo';

let folder: string;
let api: Listening;
let asked = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'));
  const count = (): void => void (asked += 1);
  api = await listen((_request, response) => response.on('finish', count).end(), '127.0.0.1', 0);
});
afterEach(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

test('with its port taken nothing is sent', async () => {
  const env = { HOST: '127.0.0.1', DATA_DIR: folder, SECRETS_DIR: folder, LOG_LEVEL: 'silent' };
  const starting = startDemo({ ...env, API_URL: api.url, CONSOLE_PORT: String(api.port) });
  await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(asked).toBe(0);
});
