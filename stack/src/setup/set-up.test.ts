import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compare } from 'bcryptjs';
import { parse } from 'yaml';
import { eachPort } from '../ports';
import { processLayout } from './layout';
import { secretNames, setUp } from './set-up';

interface WebConfig {
  readonly basic_auth_users: Readonly<Record<string, string>>;
}

let data: string;
beforeEach(async () => (data = await mkdtemp(path.join(tmpdir(), 'setup-'))));
afterEach(() => rm(data, { recursive: true, force: true }));

const ports = { ...eachPort(() => 0), api: 8001, console: 8081, prometheus: 9091, alertmanager: 9094 };
const internal = { faults: 7001, prometheus: 7090, alertmanager: 7093 };
const layout = () => processLayout(data, ports, internal);
const read = (...file: string[]): Promise<string> => readFile(path.join(data, ...file), 'utf8');

test('secrets are made, readable by their owner only, and the scraper gets its token', async () => {
  await setUp(layout());
  for (const name of secretNames.filter((known) => known !== 'postgres-password')) {
    expect(await read('secrets', name)).toMatch(/^[0-9a-f]{64}\n$/);
    expect((await stat(path.join(data, 'secrets', name))).mode & 0o777).toBe(0o600);
  }
  expect(await read('prometheus', 'secrets', 'scrape-token')).toBe(await read('secrets', 'scrape-token'));
});

test('a second set-up keeps every secret', async () => {
  await setUp(layout());
  const before = await read('secrets', 'admin-token');
  await setUp(layout());
  expect(await read('secrets', 'admin-token')).toBe(before);
});

test('a changed scrape token reaches the scraper at the next set-up', async () => {
  await setUp(layout());
  const token = `${'0123456789abcdef'.repeat(4)}\n`;
  await writeFile(path.join(data, 'secrets', 'scrape-token'), token);
  await setUp(layout());
  expect(await read('prometheus', 'secrets', 'scrape-token')).toBe(token);
});

test('the components find each other at the ports of this stack', async () => {
  await setUp(layout());
  expect(JSON.parse(await read('prometheus', 'targets', 'api.json'))).toEqual([
    { targets: ['127.0.0.1:8001'], labels: { namespace: 'slo-demo', app: 'gt-api' } },
  ]);
  expect(JSON.parse(await read('prometheus', 'targets', 'alertmanager.json'))).toEqual([
    { targets: ['127.0.0.1:7093'], labels: { instance: '127.0.0.1:9094' } },
  ]);
  expect(await read('alertmanager', 'alertmanager.yml')).toContain('http://127.0.0.1:8081/api/alerts');
});

test('the monitoring password reaches its callers; the servers have its hash', async () => {
  await setUp(layout());
  const password = await read('secrets', 'monitoring-password');
  expect(await read('prometheus', 'secrets', 'monitoring-password')).toBe(password);
  for (const server of ['prometheus', 'alertmanager']) {
    const { basic_auth_users: users } = parse(await read(server, 'secrets', 'web.yml')) as WebConfig;
    expect(Object.keys(users)).toEqual(['stack']);
    await expect(compare(password.trim(), users['stack'] ?? '')).resolves.toBe(true);
    await expect(compare('another', users['stack'] ?? '')).resolves.toBe(false);
    const client = parse(await read(server, 'secrets', 'client.yml')) as unknown;
    expect(client).toEqual({ basic_auth: { username: 'stack', password: password.trim() } });
    for (const name of ['web.yml', 'client.yml']) {
      expect((await stat(path.join(data, server, 'secrets', name))).mode & 0o777).toBe(0o600);
    }
  }
});

test('a stack that was set up before there was a monitoring password gets one', async () => {
  await setUp(layout());
  const names = ['monitoring-password', 'web.yml', 'client.yml'];
  for (const folder of ['', 'prometheus', 'alertmanager']) {
    for (const name of names) await rm(path.join(data, folder, 'secrets', name), { force: true });
  }
  const before = await read('secrets', 'admin-token');
  await setUp(layout());
  expect(await read('secrets', 'monitoring-password')).toMatch(/^[0-9a-f]{64}\n$/);
  expect(await read('alertmanager', 'secrets', 'web.yml')).toContain('stack: $2b$');
  expect(await read('secrets', 'admin-token')).toBe(before);
});

test('nothing of the monitoring password changes at a second set-up', async () => {
  await setUp(layout());
  const before = await read('alertmanager', 'secrets', 'web.yml');
  await setUp(layout());
  expect(await read('alertmanager', 'secrets', 'web.yml')).toBe(before);
});

test('a receiver follows its secret file: on with it, off and forgotten without', async () => {
  await mkdir(path.join(data, 'secrets'), { recursive: true });
  const secret = path.join(data, 'secrets', 'pagerduty-routing-key');
  await writeFile(secret, 'r0ut1ng\n');
  await expect(setUp(layout())).resolves.toEqual(['pagerduty']);
  const receiverSecrets = async (): Promise<string[]> =>
    (await readdir(path.join(data, 'alertmanager', 'secrets'))).filter((name) => !name.endsWith('.yml'));
  await expect(receiverSecrets()).resolves.toEqual(['pagerduty-routing-key']);

  await rm(secret);
  await expect(setUp(layout())).resolves.toEqual([]);
  await expect(receiverSecrets()).resolves.toEqual([]);
});
