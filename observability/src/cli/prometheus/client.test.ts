import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PrometheusClient } from './client';

let server: Server;
let requests: IncomingMessage[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request);
    response.end(
      request.url?.includes('runtimeinfo') ? 'not JSON' : '{"status":"success","data":{"result":[]}}',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => (requests = []));
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const client = (path = '', credentials = '', headers: [string, string][] = []) => {
  const { port } = server.address() as AddressInfo;
  return new PrometheusClient(new URL(`http://${credentials}127.0.0.1:${port}${path}`), headers);
};

test('keeps the path of the address, and escapes the query', async () => {
  await client('/prometheus/').query('up{job="a&b"}');
  expect(requests.map(({ url }) => url)).toEqual([
    '/prometheus/api/v1/query?query=up%7Bjob%3D%22a%26b%22%7D',
  ]);
});

test('sends the user of the address, and headers', async () => {
  await client('', 'me:p%40ss@', [['X-Scope-OrgID', 'team']]).query('up');
  const [{ headers = {} } = {}] = requests;
  expect(headers['authorization']).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`);
  expect(headers['x-scope-orgid']).toBe('team');
});

test('an endpoint without JSON is no answer', async () =>
  expect(await client().ask('/api/v1/status/runtimeinfo')).toEqual({
    reason: '/api/v1/status/runtimeinfo: 200 OK',
  }));

test('no response is an error that names no password', async () => {
  const closed = new PrometheusClient(new URL('http://me:secret@127.0.0.1:1'), []);
  const failure = await closed.query('up').catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'prometheus-unreachable' });
  expect(String(failure)).not.toContain('secret');
});
