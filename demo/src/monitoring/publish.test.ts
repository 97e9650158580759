import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request as openRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDemoConfig } from '../config';
import { monitoringAuthorization } from './basic-auth';
import { publishMonitoring, type PublishedMonitoring } from './publish';

/** What arrived at the server behind. */
interface Arrived {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let folder: string;
let behind: Server;
let arrived: Arrived[];
let published: PublishedMonitoring;
const url = (): string => published.alertmanagerUrl ?? '';
const port = (): number => Number(new URL(url()).port);

/** Checks the password and opens its answers to every origin, as Alertmanager does. */
function startBehind(): Server {
  return createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      arrived.push({ method, url: path, headers, body });
      const isKnown = headers.authorization === monitoringAuthorization('secret');
      response.writeHead(isKnown ? 200 : 401, {
        'access-control-allow-origin': '*',
        'content-type': 'application/json',
        'www-authenticate': 'Basic',
        'x-behind': 'yes',
      });
      response.end('{"status":"success"}');
    });
  });
}

beforeEach(async () => {
  arrived = [];
  folder = await mkdtemp(join(tmpdir(), 'monitoring-'));
  await writeFile(join(folder, 'monitoring-password'), 'secret\n');
  behind = startBehind();
  await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
  const env = {
    ALERTMANAGER_URL: `http://127.0.0.1:${(behind.address() as AddressInfo).port}`,
    SECRETS_DIR: folder,
    CONSOLE_HOSTS: 'stack.example',
  };
  published = await publishMonitoring(readDemoConfig(env), (thrown) => {
    throw thrown;
  });
});
afterEach(async () => {
  await published.stop();
  behind.closeAllConnections();
  behind.close();
  await rm(folder, { recursive: true });
});

/** Sends headers that `fetch` does not let a program choose. */
function send(
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = openRequest(`${url()}/api/v2/silences`, { method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.once('error', reject).end();
  });
}

test('a program needs no password: the request arrives whole, with it, and the answer comes back closed', async () => {
  expect(published.prometheusUrl).toBeUndefined();
  const answer = await fetch(`${url()}/api/v2/silences?filter=a%3D"b"`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Basic bm90OnRoaXM=', cookie: 'a=b' },
    body: '{"matchers":[]}',
  });
  expect(await answer.json()).toEqual({ status: 'success' });
  expect(answer.headers.get('x-behind')).toBe('yes');
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
  expect(arrived).toEqual([
    {
      method: 'POST',
      url: '/api/v2/silences?filter=a%3D%22b%22',
      body: '{"matchers":[]}',
      headers: expect.objectContaining({
        authorization: monitoringAuthorization('secret'),
        'content-type': 'application/json',
      }) as object,
    },
  ]);
  expect(arrived[0]?.headers).not.toHaveProperty('cookie');
});

const site = (value: string) => ({ 'sec-fetch-site': value });
const navigate = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

test.each([
  ['a fetch of another port', 'GET', { origin: 'http://127.0.0.1:1' }],
  ['a fetch of a foreign page', 'POST', { origin: 'https://evil.example' }],
  ['a sandboxed page', 'POST', { origin: 'null' }],
  ['an image', 'GET', { ...site('cross-site'), 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
  ['a frame', 'GET', { ...site('same-site'), ...navigate, 'sec-fetch-dest': 'iframe' }],
  ['a form', 'POST', { ...site('cross-site'), ...navigate }],
  ['a preflight', 'OPTIONS', { origin: 'https://evil.example', 'access-control-request-method': 'POST' }],
  ['a websocket', 'GET', { origin: 'http://a.example', connection: 'upgrade', upgrade: 'websocket' }],
  ['another host name', 'GET', { host: 'rebound.example:9093' }],
  ['another host name, of the same origin', 'POST', { host: 'a.example', origin: 'http://a.example' }],
  ['a host name without a dot', 'GET', { host: 'alertmanager:9093' }],
])('%s does not arrive', async (_title, method, headers: Record<string, string>) => {
  const answer = await send(headers, method);
  expect(answer.status).toBe(403);
  expect(answer.body).toMatch(/"code":"(ORIGIN|HOST)_FOREIGN"/);
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  expect(arrived).toEqual([]);
});

test('a link may lead here, and so may the address line; the own pages do anything', async () => {
  const own = { host: `127.0.0.1:${port()}`, origin: `http://127.0.0.1:${port()}` };
  expect(await send({ ...site('cross-site'), ...navigate })).toMatchObject({ status: 200 });
  expect(await send({ ...site('none'), ...navigate })).toMatchObject({ status: 200 });
  expect(await send({ ...own, ...site('same-origin') }, 'POST')).toMatchObject({ status: 200 });
  expect(await send({ host: 'stack.example', origin: 'http://stack.example' }, 'DELETE')).toMatchObject({
    status: 200,
  });
});

test('what follows a body is no second request', async () => {
  const hidden = 'POST /api/v2/silences HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 0\r\n\r\n';
  const chunk = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
  const head =
    'GET /a HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n';
  await new Promise<void>((resolve) => {
    const socket = connect(port(), '127.0.0.1', () => socket.write(head + chunk));
    socket.resume().once('close', () => resolve());
  });
  expect(arrived.map(({ method, url: path, body }) => ({ method, path, body }))).toEqual([
    { method: 'GET', path: '/a', body: hidden },
  ]);
});

test('a wrong password is said to be one, and asks nobody to type it', async () => {
  await rm(join(folder, 'monitoring-password'));
  await expect((await fetch(url())).json()).resolves.toMatchObject({ error: { code: 'SECRET_MISSING' } });
  await writeFile(join(folder, 'monitoring-password'), 'another');
  const answer = await fetch(url());
  expect(answer.status).toBe(502);
  expect(answer.headers.get('www-authenticate')).toBeNull();
  await expect(answer.json()).resolves.toMatchObject({ error: { code: 'MONITORING_DENIED' } });
});

test('while nothing runs behind it, it says so', async () => {
  behind.closeAllConnections();
  await new Promise((resolve) => behind.close(resolve));
  const answer = await fetch(url());
  expect(answer.status).toBe(502);
  await expect(answer.json()).resolves.toMatchObject({ error: { code: 'MONITORING_UNREACHABLE' } });
});
