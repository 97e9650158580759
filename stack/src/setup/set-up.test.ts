import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eachPort } from '../ports';
import { processLayout } from './layout';
import { setUp } from './set-up';

let data: string;
beforeEach(async () => (data = await mkdtemp(path.join(tmpdir(), 'setup-'))));
afterEach(() => rm(data, { recursive: true, force: true }));

const ports = { ...eachPort(() => 0), api: 8001, console: 8081, prometheus: 9091, alertmanager: 9094 };
const layout = () => processLayout(data, ports);
const read = (...file: string[]): Promise<string> => readFile(path.join(data, ...file), 'utf8');

test('secrets are made, readable by their owner only, and the scraper gets its token', async () => {
  await setUp(layout());
  for (const name of ['scrape-token', 'admin-token', 'faults-token', 'grafana-admin-password']) {
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
    { targets: ['127.0.0.1:9094'] },
  ]);
  expect(await read('alertmanager', 'alertmanager.yml')).toContain('http://127.0.0.1:8081/api/alerts');
});

test('a receiver follows its secret file: on with it, off and forgotten without', async () => {
  await mkdir(path.join(data, 'secrets'), { recursive: true });
  const secret = path.join(data, 'secrets', 'pagerduty-routing-key');
  await writeFile(secret, 'r0ut1ng\n');
  await expect(setUp(layout())).resolves.toEqual(['pagerduty']);
  await expect(readdir(path.join(data, 'alertmanager', 'secrets'))).resolves.toEqual([
    'pagerduty-routing-key',
  ]);

  await rm(secret);
  await expect(setUp(layout())).resolves.toEqual([]);
  await expect(readdir(path.join(data, 'alertmanager', 'secrets'))).resolves.toEqual([]);
});
