import express from 'express';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { baseUrl, pathAndQuery } from './base-url';

let server: Server;
beforeAll(async () => {
  const app = express();
  app.use((request, response) => {
    response.json([baseUrl(request, undefined), pathAndQuery(request)]);
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

/** What the server makes of a request, which is sent byte by byte as given: clients correct what is odd. */
async function seen(target: string, host: string): Promise<unknown> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
}

test.each([
  ['gt.example.org', 'http://gt.example.org'],
  ['gt.example.org:8000', 'http://gt.example.org:8000'],
  ['127.0.0.1:65535', 'http://127.0.0.1:65535'],
  ['[::1]:8000', 'http://[::1]:8000'],
  ['x:99999', 'http://localhost'],
  ['1.2.3.4.5', 'http://localhost'],
  ['256.0.0.1', 'http://localhost'],
  ['[::1', 'http://localhost'],
  ['[:::]', 'http://localhost'],
  ['user@example.org', 'http://localhost'],
  ['example.org/path', 'http://localhost'],
])('of a request to the host %s the base is %s', async (host, expected) => {
  const [base] = (await seen('/', host)) as [string];
  expect(base).toBe(expected);
  expect(URL.canParse(base)).toBe(true);
});

test.each([
  ['/api/0/?limit=1', '/api/0/?limit=1'],
  ['//elsewhere/api/', '//elsewhere/api/'],
  ['http://elsewhere.example:99/api/0/?limit=1', '/api/0/?limit=1'],
  ['http://x:99999/api/0/', '/'],
])('of the target %s the path is %s', async (target, expected) => {
  const [, path] = (await seen(target, 'gt.example.org')) as [string, string];
  expect(path).toBe(expected);
});
