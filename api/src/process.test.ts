import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { Agent, get, request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { copyOfTemplate, engines, type TestDatabase } from './testing/database.test.support';

const program = join(__dirname, '../dist/main.js');
const folders: string[] = [];
const processes: ChildProcess[] = [];
let database: TestDatabase;
let secrets: string;

beforeAll(async () => {
  database = await (engines[0] as (typeof engines)[number]).start();
  secrets = await mkdtemp(join(tmpdir(), 'express-slo-secrets-'));
});
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});
afterAll(async () => {
  await database.stop();
  await rm(secrets, { recursive: true });
});

/** Settings for an API on the database that the tests share. */
const shared = () => ({ DATABASE_URL: database.url, SECRETS_DIR: secrets });

/** Settings for an API with an embedded database of its own. */
async function embedded(): Promise<{ DATA_DIR: string; SECRETS_DIR: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'express-slo-process-'));
  folders.push(folder);
  await rename(await copyOfTemplate(), join(folder, 'postgres'));
  return { DATA_DIR: folder, SECRETS_DIR: secrets };
}

const adminToken = async () => (await readFile(join(secrets, 'admin-token'), 'utf8')).trim();

const start = (env: NodeJS.ProcessEnv) => {
  const child = spawn(process.execPath, [program], { env: { PATH: process.env['PATH'], ...env } });
  processes.push(child);
  return child;
};

async function startListening(env: NodeJS.ProcessEnv) {
  const child = start({ PORT: '0', ...env });
  for await (const line of createInterface(child.stdout)) {
    const entry = JSON.parse(line) as { msg: string; url?: string };
    if (entry.msg === 'listening') return { child, url: entry.url ?? '', exited: once(child, 'exit') };
  }
  throw new Error(`the API did not start: ${await text(child.stderr)}`);
}

async function endOf(
  child: ChildProcess & { stderr: Readable },
): Promise<{ message: string; code: unknown }> {
  const [message, ended] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<unknown[]>]);
  return { message, code: ended[0] };
}

const statusOf = (url: string, agent?: Agent) =>
  new Promise<number | string>((resolve) => {
    get(url, agent === undefined ? {} : { agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });

async function until(url: string, wanted: number | string): Promise<void> {
  while ((await statusOf(url)) !== wanted) await sleep(20);
}

test('SIGTERM: not ready at once, what runs is answered, then nothing listens, exit code 0', async () => {
  const { child, url, exited } = await startListening({ ...shared(), SHUTDOWN_DELAY_SECONDS: '2' });
  const token = await adminToken();
  const slow = request(`${url}/api/0/organizations/`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
  });
  const answered = once(slow, 'response') as Promise<[{ statusCode: number }]>;
  slow.write('{"name":');
  expect(await statusOf(`${url}/_ready/`)).toBe(200);

  child.kill('SIGTERM');
  await until(`${url}/_ready/`, 503);
  expect(await statusOf(`${url}/_health/`)).toBe(200);
  await until(`${url}/_health/`, 'ECONNREFUSED');
  slow.end('"Late"}');
  const [response] = await answered;
  expect(response.statusCode).toBe(201);
  expect(await exited).toEqual([0, null]);
});

test('SIGTERM: clients that go by readiness lose no request', async () => {
  const { child, url, exited } = await startListening({ ...shared(), SHUTDOWN_DELAY_SECONDS: '3' });
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const seen: (number | string)[] = [];
  let ready = true;
  const load = [1, 2, 3, 4].map(async () => {
    while (ready) seen.push(await statusOf(`${url}/_health/`, agent));
  });
  const probe = (async () => {
    while (seen.length < 50) await sleep(20);
    child.kill('SIGTERM');
    await until(`${url}/_ready/`, 503);
    ready = false;
  })();
  await Promise.all([...load, probe]);
  expect(await exited).toEqual([0, null]);
  expect(new Set(seen)).toEqual(new Set([200]));
  agent.destroy();
});

test('SIGTERM: what does not end in time is cut off, exit code 1', async () => {
  const { child, url, exited } = await startListening({
    ...shared(),
    SHUTDOWN_DELAY_SECONDS: '0',
    SHUTDOWN_TIMEOUT_SECONDS: '1',
  });
  const stuck = request(`${url}/api/1/envelope/`, { method: 'POST' });
  stuck.on('error', () => undefined);
  stuck.write('{');
  await sleep(200);
  const began = performance.now();
  child.kill('SIGTERM');
  expect(await exited).toEqual([1, null]);
  expect(performance.now() - began).toBeLessThan(2_500);
});

test('killed, and started again on the same folder: it starts, and knows what it knew', async () => {
  const env = await embedded();
  const first = await startListening(env);
  const headers = { Authorization: `Bearer ${await adminToken()}` };
  const body = JSON.stringify({ name: 'Kept' });
  await fetch(`${first.url}/api/0/organizations/`, { method: 'POST', headers, body });
  first.child.kill('SIGKILL');
  const second = await startListening(env);
  const response = await fetch(`${second.url}/api/0/organizations/kept/`, { headers });
  expect(response.status).toBe(200);
  second.child.kill('SIGTERM');
  expect(await second.exited).toEqual([0, null]);
});

test('a wrong setting stops the start with what is wrong, and nothing else', async () => {
  const child = start({ PORT: 'eighty', RETENTION_DAYS: '0' });
  const { message, code } = await endOf(child);
  expect(code).toBe(1);
  expect(message).toContain('PORT is "eighty", but must be a whole number from 0 to 65535.');
  expect(message).toContain('RETENTION_DAYS is "0"');
  expect(message).not.toContain('    at ');
});

test('a taken port stops the start, and leaves no database behind', async () => {
  const env = await embedded();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const child = start({ ...env, PORT: String(port) });
  child.stdout.resume();
  const { message, code } = await endOf(child);
  expect(code).toBe(1);
  expect(message).toMatch(new RegExp(`cannot listen on 127.0.0.1:${port}.*PORT`, 's'));
  expect(await readdir(join(env.DATA_DIR, 'postgres'))).toEqual(['data']);
  other.close();
});

test('a database that is not there stops the start', async () => {
  const child = start({ DATABASE_URL: 'postgresql://user:hunter2@127.0.0.1:1/x' });
  const { message, code } = await endOf(child);
  expect(code).toBe(1);
  expect(message).toMatch(/database at 127\.0\.0\.1:1\/x cannot be reached.*ECONNREFUSED.*DATABASE_URL/s);
  expect(message).not.toContain('hunter2');
});
