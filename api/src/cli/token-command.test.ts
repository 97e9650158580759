import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningApi, startApi } from '../start-api';
import { copyOfTemplate } from '../testing/database.test.support';
import { parseDuration } from './duration';
import { runTokenCommand } from './run-token-command';

let data: string;
let api: RunningApi | undefined;
const env = () => ({
  PORT: '0',
  LOG_LEVEL: 'silent',
  SHUTDOWN_DELAY_SECONDS: '0',
  DATA_DIR: data,
  SECRETS_DIR: join(data, 'secrets'),
});

async function token(...argv: string[]) {
  let out = '';
  let err = '';
  const code = await runTokenCommand(argv, env(), {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  });
  return { code, out, err };
}

const list = async () => (await token('list')).out;
const statusWith = async (bearer: string) => {
  const response = await fetch(`${api?.url}/api/0/organizations/`, {
    headers: { Authorization: `Bearer ${bearer.trim()}` },
  });
  return response.status;
};

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'express-slo-token-'));
  await rename(await copyOfTemplate(), join(data, 'postgres'));
});
afterAll(async () => {
  await api?.stop();
  await rm(data, { recursive: true });
});

describe('with the API stopped', () => {
  test('a token is printed alone, and listed without its secret', async () => {
    const { code, out } = await token('create', '--scope', 'org:read', '--name', 'first');
    expect(code).toBe(0);
    expect(out).toMatch(/^[0-9a-f]{64}\n$/);
    const table = await list();
    expect(table).toMatch(/^1 +first +[0-9a-f]{8}… +cli .* until revoked +org:read$/m);
    expect(table).not.toContain(out.trim());
  });
});

describe('while the API runs on the same folder', () => {
  beforeAll(async () => {
    api = await startApi({ env: env() });
  });

  test('a fresh token works at once; scopes by comma or repetition', async () => {
    const { out } = await token('create', '--scope', 'org:read,team:read', '--scope', 'event:read');
    expect(await statusWith(out)).toBe(200);
    expect(await list()).toMatch(/org:read team:read event:read/);
  });

  test('an expiry is kept', async () => {
    await token('create', '--scope', 'org:read', '--name', 'brief', '--expires-in', '30d');
    const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    expect(await list()).toMatch(new RegExp(`brief .* until ${day}`));
  });

  test('a revoked token is refused within the time it is remembered', async () => {
    const { out, err } = await token('create', '--scope', 'org:read');
    const id = /Token (\d+)/.exec(err)?.[1] ?? '';
    expect(await statusWith(out)).toBe(200);
    expect((await token('revoke', id)).code).toBe(0);
    const deadline = Date.now() + 6_000;
    while ((await statusWith(out)) !== 401 && Date.now() < deadline) {
      await new Promise((wake) => setTimeout(wake, 250));
    }
    expect(await statusWith(out)).toBe(401);
  });

  test('the API goes on as before', async () => {
    expect((await fetch(`${api?.url}/_ready/`)).status).toBe(200);
  });
});

test.each([
  [['create'], 2, "required option '--scope"],
  [['create', '--scope', 'org:fly'], 2, 'org:fly is no scope. Known are: project:read,'],
  [['create', '--scope', 'org:read', '--expires-in', 'soon'], 2, 'such as 30d, 12h or 15m'],
  [['revoke', 'x'], 2, '"token list" shows'],
  [['revoke', '999'], 1, 'There is no token 999'],
  [['fly'], 2, "unknown command 'fly'"],
  [['--help'], 0, ''],
])('%p ends with %i', async (argv, code, message) => {
  const result = await token(...argv);
  expect(result.code).toBe(code);
  expect(result.err).toContain(message);
  expect(result.err).not.toContain('    at ');
});

test.each([
  ['15m', 900_000],
  ['12h', 43_200_000],
  ['30d', 2_592_000_000],
  ['0d', undefined],
  ['1.5h', undefined],
  ['30', undefined],
  ['', undefined],
])('duration %p', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});
