import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSecretFile } from '@express-slo-stack/api';
import request from 'supertest';
import type { Listening } from '../http/listen';
import { createFaultBoard, type FaultBoard } from './board';
import { faultNames } from './catalogue';
import { startFaultServer } from './control-server';
import { remoteFaults } from './remote';

let folder: string;
let tokenFile: string;
let board: FaultBoard;
let server: Listening;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-'));
  tokenFile = join(folder, 'secrets', 'faults-token');
  await ensureSecretFile(tokenFile);
  board = createFaultBoard();
  const warn = (thrown: unknown): never => {
    throw thrown;
  };
  server = await startFaultServer({ control: board, tokenFile, host: '127.0.0.1', port: 0, warn });
});
afterEach(async () => {
  await server.stop();
  await board.stop();
  await rm(folder, { recursive: true });
});

test('the token is made once, for its owner only', async () => {
  const token = await readFile(tokenFile, 'utf8');
  expect(token).toMatch(/^[0-9a-f]{64}\n$/);
  expect((await stat(tokenFile)).mode & 0o777).toBe(0o600);
  await ensureSecretFile(tokenFile);
  expect(await readFile(tokenFile, 'utf8')).toBe(token);
});

test.each([undefined, 'Bearer', 'Bearer wrong', `Bearer ${'0'.repeat(64)}`, 'Basic eDp4'])(
  'with "authorization: %s" nothing is told and nothing changes',
  async (authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    await request(server.url)
      .get('/api/faults')
      .set(headers)
      .expect(401, /FAULTS_DENIED/);
    const answer = await request(server.url).put('/api/faults/errors').set(headers).send({ share: 1 });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="faults"');
    expect((await board.list()).some(({ on }) => on)).toBe(false);
  },
);

test('from another process it is the same switchboard, errors included', async () => {
  const remote = remoteFaults({ url: server.url, tokenFile });
  expect(await remote.set('errors', { share: 0.5 })).toEqual((await board.list())[0]);
  expect(board.active('errors')).toMatchObject({ share: 0.5 });
  expect(await remote.clear('errors')).toMatchObject({ on: false });
  await remote.set('latency', { ms: 5 });
  expect(await remote.clearAll()).toEqual(await remote.list());
  expect(board.active('latency')).toBeUndefined();
  await expect(remote.set('errors', { share: 5 })).rejects.toMatchObject({
    code: 'FAULT_INVALID',
    status: 400,
    message: expect.stringContaining('share is 5') as string,
  });
  await expect(remote.clear('no/such')).rejects.toMatchObject({ code: 'FAULT_UNKNOWN', status: 404 });
});

test('a token that was changed is taken at once', async () => {
  const remote = remoteFaults({ url: server.url, tokenFile });
  await remote.list();
  await writeFile(tokenFile, `${'a'.repeat(64)}\n`);
  await expect(remote.list()).resolves.toHaveLength(faultNames.length);
});

test('switches that are away are told as that, with the address', async () => {
  const remote = remoteFaults({ url: server.url, tokenFile });
  await server.stop();
  await expect(remote.list()).rejects.toMatchObject({
    code: 'FAULTS_UNREACHABLE',
    status: 503,
    message: expect.stringContaining(server.url) as string,
  });
  await rm(tokenFile);
  await expect(remote.list()).rejects.toMatchObject({ code: 'SECRET_MISSING' });
});
