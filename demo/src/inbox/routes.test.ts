import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type ClientRequest, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import request from 'supertest';
import { jsonErrors } from '../http/json';
import { listen, type Listening } from '../http/listen';
import { type Inbox, openInbox } from './inbox';
import { inboxRoutes } from './routes';

let folder: string;
let inbox: Inbox;
let server: Listening;
const problems: unknown[] = [];
const watchdogLimit = () => ({ limitSeconds: 90, limitFrom: 'configuration' as const });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inbox-'));
  const warn = (problem: unknown): void => void problems.push(problem);
  inbox = await openInbox({ file: path.join(folder, 'inbox.jsonl'), limit: 2_000, watchdogLimit, warn });
  const app = express().use(inboxRoutes(inbox), jsonErrors(warn));
  server = await listen(app, '127.0.0.1', 0);
});
afterEach(async () => {
  inbox.stop();
  await server.stop();
  await rm(folder, { recursive: true });
});

/** A notification of a thousand alerts, each with a description of so many characters. */
const notification = (characters: number) => ({
  version: '4',
  status: 'firing',
  receiver: 'page',
  truncatedAlerts: 7,
  alerts: Array.from({ length: 1_000 }, (_, i) => ({
    status: 'firing',
    labels: { alertname: 'Many', instance: String(i) },
    annotations: { description: 'x'.repeat(characters) },
  })),
});

test('a notification of 4 MB is kept whole, with how many alerts Alertmanager left out', async () => {
  await request(server.url).post('/api/alerts').send(notification(4_000)).expect(200);
  expect(inbox.entries()).toHaveLength(1_000);
  expect(inbox.entries()[0]).toMatchObject({ truncatedAlerts: 7 });
});

test('one above 16 MB is refused with the limit', async () => {
  const answer = await request(server.url).post('/api/alerts').send(notification(20_000));
  expect(answer.status).toBe(413);
  expect(answer.text).toContain('larger than 16 MB');
});

test('those that are read at the same time are bounded in the sum, and taken again when the others have gone', async () => {
  const held: ClientRequest[] = [];
  for (let i = 0; i < 3; i += 1) {
    const half = httpRequest(`${server.url}/api/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 15 * 1024 * 1024 },
    });
    half.on('error', () => undefined);
    half.write('{');
    await once(half, 'socket');
    held.push(half);
  }
  const large = () => request(server.url).post('/api/alerts').send(notification(5_000));
  let status = 200;
  while (status !== 503) ({ status } = await large());
  for (const half of held) half.destroy();
  while (status !== 200) ({ status } = await large());
});
