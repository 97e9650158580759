import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { createFaultBoard, type FaultBoard } from '../faults/board';
import { faultNames, apiFaults } from '../faults/catalogue';
import { combineFaults } from '../faults/combine';
import { superviseFaults } from '../faults/supervised';
import { forecasting } from '../forecast/forecasting';
import { openInbox, type Inbox } from '../inbox/inbox';
import { createLedger } from '../traffic/ledger';
import { createConsole } from './app';

const alert = { status: 'firing', labels: { alertname: 'SLOBurn' }, annotations: {} };
const webhook = { version: '4', status: 'firing', receiver: 'page', groupKey: 'g', alerts: [alert] };

let folder: string;
let inbox: Inbox;
let faults: FaultBoard;
let app: Express;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console-'));
  inbox = await openInbox({
    file: join(folder, 'inbox.jsonl'),
    warn: () => undefined,
    watchdogLimit: () => ({ limitSeconds: 90, limitFrom: 'configuration' }),
  });
  faults = createFaultBoard({ names: apiFaults });
  await writeFile(join(folder, 'faults-token'), 'secret\n');
  const supervised = superviseFaults(join(folder, 'faults-token'));
  app = createConsole({
    inbox,
    forecasting: forecasting(
      combineFaults(faults, supervised.control),
      { prometheusUrl: undefined, alertmanagerUrl: undefined, watchdog: () => inbox.watchdog() },
      () => inbox.pages(),
    ),
    supervised: supervised.control,
    orders: supervised.routes,
    ledger: createLedger(),
    isTrafficOn: true,
    prometheusUrl: undefined,
    dsns: () => [{ project: 'web', dsn: 'http://k@127.0.0.1:8000/1' }],
    links: { api: 'http://127.0.0.1:8000' },
    hosts: ['stack.example'],
    report: (thrown) => {
      throw thrown;
    },
  });
});
afterEach(async () => {
  inbox.stop();
  await faults.stop();
  await rm(folder, { recursive: true });
});

describe('webhooks', () => {
  test('a notification is kept and can be read', async () => {
    await request(app)
      .post('/api/alerts')
      .send({ ...webhook, alerts: [alert, alert] })
      .expect(200);
    const answer = await request(app).get('/api/inbox').expect(200);
    expect(answer.body).toEqual([
      expect.objectContaining({ status: 'firing', labels: alert.labels }),
      expect.anything(),
    ]);
  });

  test.each([
    ['no JSON', 'application/json', '{"version":', 'BODY_UNREADABLE', 'cannot be read as JSON'],
    [
      'another version',
      'application/json',
      JSON.stringify({ ...webhook, version: '3' }),
      'ALERTS_INVALID',
      'version is "3": must be "4"',
    ],
    [
      'no alerts',
      'application/json',
      JSON.stringify({ ...webhook, alerts: [] }),
      'ALERTS_INVALID',
      'alerts is []: must hold at least one alert',
    ],
    ['a list', 'application/json', '[]', 'ALERTS_INVALID', 'the body is []'],
    [
      'a label that is no string',
      'application/json',
      JSON.stringify({ ...webhook, alerts: [{ ...alert, labels: { severity: 7 } }] }),
      'ALERTS_INVALID',
      'alerts.0.labels.severity is 7: must be a string',
    ],
    ['nothing', 'application/json', '', 'ALERTS_INVALID', 'version is missing: must be "4"'],
  ])('%s is answered with 400 that says what is wrong', async (_, type, body, code, message) => {
    for (const path of ['/api/alerts', '/api/watchdog']) {
      const answer = await request(app).post(path).set('content-type', type).send(body).expect(400);
      expect(answer.body).toEqual({ error: { code, message: expect.stringContaining(message) as string } });
    }
    expect(inbox.entries()).toEqual([]);
  });

  test('a heartbeat is not an entry of the inbox', async () => {
    await request(app).post('/api/watchdog').send(webhook).expect(200);
    expect((await request(app).get('/api/inbox')).body).toEqual([]);
    expect((await request(app).get('/api/watchdog')).body).toMatchObject({
      silent: false,
      silentForSeconds: 0,
    });
  });
});

describe('other origins', () => {
  const changes = [
    ['PUT', '/api/faults/errors'],
    ['DELETE', '/api/faults'],
    ['DELETE', '/api/inbox'],
    ['POST', '/api/alerts'],
  ] as const;
  const send = (method: (typeof changes)[number][0], path: string) =>
    request(app)[method.toLowerCase() as 'put' | 'delete' | 'post'](path);

  test.each(changes)('%s %s is refused from another origin', async (method, path) => {
    const answer = await send(method, path)
      .set('origin', 'https://evil.example')
      .send({ share: 1 })
      .expect(403);
    expect(answer.body).toMatchObject({
      error: { code: 'ORIGIN_FOREIGN', message: expect.stringContaining('evil.example') as string },
    });
    await send(method, path).set('origin', 'null').send({ share: 1 }).expect(403);
    for (const site of ['cross-site', 'same-site']) {
      await send(method, path).set('sec-fetch-site', site).send({ share: 1 }).expect(403);
    }
    // A form's post is a navigation, but changes something.
    const form = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    await send(method, path).set(form).send({ share: 1 }).expect(403);
    expect((await faults.list()).some(({ on }) => on)).toBe(false);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a body of type %s, which needs no preflight, is refused',
    async (type) => {
      const answer = await request(app)
        .post('/api/alerts')
        .set('content-type', type)
        .send(JSON.stringify(webhook))
        .expect(415);
      expect(answer.body).toMatchObject({
        error: { code: 'BODY_NOT_JSON', message: expect.stringContaining(type.slice(0, 9)) as string },
      });
      expect(inbox.entries()).toEqual([]);
    },
  );

  const reads = ['/', '/api/inbox', '/api/live', '/api/overview', '/page/main.js'];

  test.each(reads)('%s can be reached by a link, and not be read, embedded or framed', async (path) => {
    const from = (dest: string, mode: string, site: string) =>
      request(app).get(path).set({ 'sec-fetch-dest': dest, 'sec-fetch-mode': mode, 'sec-fetch-site': site });
    for (const site of ['cross-site', 'same-site']) {
      for (const dest of ['iframe', 'object']) await from(dest, 'navigate', site).expect(403);
      for (const dest of ['script', 'image', 'empty']) await from(dest, 'no-cors', site).expect(403);
    }
    await request(app).get(path).set('origin', 'http://127.0.0.1:1').expect(403);
    if (path === '/api/live') return; // it never ends
    const answer = await from('document', 'navigate', 'cross-site').expect(200);
    expect(answer.headers).toMatchObject({
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('a name that somebody could point at this machine is refused, reading too', async () => {
    // The last ones can be answered for in a local network.
    for (const host of [
      'rebound.example:8080',
      '127.0.0.1.example',
      'localhost.example',
      'demo',
      'wpad:8080',
    ]) {
      const answer = await request(app).get('/api/inbox').set('host', host).expect(403);
      expect(answer.body).toMatchObject({
        error: { code: 'HOST_FOREIGN', message: expect.stringContaining(host) as string },
      });
    }
  });

  test.each([
    '127.0.0.1:8080',
    'localhost:8080',
    '[::1]:8080',
    'stack.localhost:8080',
    'stack.example',
    'STACK.example:80',
  ])('the host %s is ours', async (host) => {
    await request(app).get('/api/inbox').set('host', host).expect(200);
  });

  test('the page itself may change things, and so may clients outside a browser', async () => {
    const own = { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' };
    await request(app).put('/api/faults/errors').set(own).send({ share: 0.1 }).expect(200);
    await request(app).delete('/api/faults/errors').expect(200);
  });

  test('no answer allows another origin to read it', async () => {
    const answer = await request(app).get('/api/inbox').set('origin', 'https://evil.example');
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('faults', () => {
  test('switching on and off', async () => {
    const on = await request(app)
      .put('/api/faults/errors')
      .send({ share: 0.25, scope: 'ingest' })
      .expect(200);
    expect(on.body).toMatchObject({
      name: 'errors',
      on: true,
      grade: { share: 0.25, scope: 'ingest', status: 503 },
    });
    await request(app).put('/api/faults/api-down').expect(200);
    const answer = await request(app).delete('/api/faults').expect(200);
    expect(answer.body).toEqual(
      faultNames.map((name) => expect.objectContaining({ name, on: false }) as object),
    );
  });

  test('a wrong name and a wrong grade are answered with what is right', async () => {
    const unknown = await request(app).put('/api/faults/fire').send({}).expect(404);
    expect(unknown.body).toMatchObject({
      error: { message: expect.stringContaining('"fire". Known faults: errors, latency') as string },
    });
    const wrong = await request(app).put('/api/faults/errors').send({ share: 1.5 }).expect(400);
    expect(wrong.body).toMatchObject({
      error: { message: expect.stringContaining('share is 1.5: must be a number from 0 to 1') as string },
    });
  });
});

describe('the page', () => {
  test('runs and loads nothing but its own files', async () => {
    const answer = await request(app).get('/').expect(200).expect('content-type', /html/);
    expect(answer.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'self'; script-src 'self'/,
    );
    expect(answer.headers['content-security-policy']).not.toContain('unsafe');
    const files = [...answer.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
    const own = files.filter((file) => file !== 'data:,');
    expect(own).toContain('/page/main.js');
    for (const file of [...own, '/page/uplot.js']) {
      expect(file).toMatch(/^\/page\//);
      await request(app)
        .get(file)
        .expect(200)
        .expect('content-type', /javascript|css/)
        .expect('content-security-policy', /^default-src 'none'/);
    }
  });

  test('an overview has everything that it shows', async () => {
    const answer = await request(app).get('/api/overview').expect(200);
    expect(answer.body).toMatchObject({
      inbox: [],
      dsns: [{ project: 'web' }],
      traffic: { on: true, requests: 0 },
      faults: { length: faultNames.length },
    });
  });

  test('foresees what a fault would do now, and refuses a grade that is none', async () => {
    const ask = (path: string) => request(app).get(encodeURI(`/api/forecast/${path}`));
    expect((await ask('api-down').expect(200)).body).toEqual({
      secondsToPage: 85,
      by: { alertname: 'TargetDown' },
    });
    expect((await ask('alertmanager-down').expect(200)).body).toMatchObject({
      by: { alertname: 'WatchdogSilent' },
    });
    expect((await ask('latency?grade={"ms":100}').expect(200)).body).toEqual({ secondsToPage: null });
    // Burn alerts are foreseen from the windows in Prometheus, the last heartbeat from Alertmanager: here are none.
    expect((await ask('prometheus-down').expect(200)).body).toBeNull();
    expect((await ask('errors?grade={"share":1}').expect(200)).body).toBeNull();
    await ask('errors?grade={"share":2}').expect(400, /share is 2: must be a number from 0 to 1/);
    await ask('errors?grade=half').expect(400, /BODY_UNREADABLE/);
    await ask('fire').expect(404, /Known faults/);
  });

  test('what was foreseen stays beside the fault that is on', async () => {
    await request(app).put('/api/faults/api-down').send({}).expect(200);
    const answer = await request(app).get('/api/overview');
    const { faults: shown } = answer.body as { faults: { name: string; forecast?: object }[] };
    expect(shown.find(({ name }) => name === 'api-down')?.forecast).toMatchObject({
      secondsToPage: 85,
      by: { alertname: 'TargetDown' },
      madeAt: expect.any(String) as string,
    });
    expect(shown.filter(({ forecast }) => forecast !== undefined)).toHaveLength(1);
  });

  test('the page of a fault is told beside it, also when the inbox was emptied since', async () => {
    await request(app).put('/api/faults/api-down').send({}).expect(200);
    const startsAt = new Date(Date.now() + 60_000).toISOString();
    const down = { ...alert, startsAt, labels: { alertname: 'TargetDown', severity: 'page' } };
    await request(app)
      .post('/api/alerts')
      .send({ ...webhook, alerts: [down] })
      .expect(200);
    const [arrived] = inbox.entries();
    await request(app).delete('/api/inbox').expect(204);
    const { faults: shown } = (await request(app).get('/api/overview')).body as { faults: object[] };
    expect(shown).toContainEqual(
      expect.objectContaining({
        name: 'api-down',
        page: { at: arrived?.receivedAt, by: { alertname: 'TargetDown' } },
      }),
    );
  });

  test('what is not there is told', async () => {
    const answer = await request(app).get('/nowhere').expect(404);
    expect(answer.body).toEqual({ error: { code: 'NOT_FOUND', message: 'There is no GET /nowhere here.' } });
  });
});
