import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../root';
import { alertmanagerFiles } from './files';

const source = path.join(projectRoot, 'alertmanager');
const inboxUrl = 'http://127.0.0.1:1';
let folder: string;

beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'receivers-'))));
afterEach(() => rm(folder, { recursive: true }));

const read = (...receiverSecrets: string[]) =>
  alertmanagerFiles({ source, receiverSecrets, folder: '/etc/alertmanager', inboxUrl });

test('without secrets: the configuration, its flags and its templates, nothing else', async () => {
  const { files, receivers } = await read(folder, path.join(folder, 'missing'));
  expect(receivers).toEqual([]);
  expect(Object.keys(files)).toEqual(['alertmanager.yml', 'flags', 'templates/slo.tmpl']);
});

test('a secret is handed over beside the configuration that names it', async () => {
  await writeFile(path.join(folder, 'pagerduty-routing-key'), 'key\n');
  const { files, receivers } = await read(path.join(folder, 'missing'), folder);
  expect(receivers).toEqual(['pagerduty']);
  expect(files['secrets/pagerduty-routing-key']).toBe('key\n');
  expect(parse(files['alertmanager.yml'] ?? '')).toMatchObject({
    receivers: expect.arrayContaining([
      expect.objectContaining({
        name: 'page',
        pagerduty_configs: [
          expect.objectContaining({ routing_key_file: '/etc/alertmanager/secrets/pagerduty-routing-key' }),
        ],
      }),
    ]) as unknown,
  });
});

test('the first folder that has the secret wins', async () => {
  const second = path.join(folder, 'second');
  await mkdir(second);
  await writeFile(path.join(folder, 'slack-webhook-url'), 'first');
  await writeFile(path.join(second, 'slack-webhook-url'), 'second');
  const { files } = await read(folder, second);
  expect(files['secrets/slack-webhook-url']).toBe('first');
});

test('a secret that cannot be read is an error, not a receiver left out in silence', async () => {
  await mkdir(path.join(folder, 'slack-webhook-url'));
  await expect(read(folder)).rejects.toThrow(
    /receiver "slack", .*slack-webhook-url, cannot be read: .*remove it/,
  );
});
