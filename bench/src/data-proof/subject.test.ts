import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findSubject } from './subject';

test('a stack that is named is as old as its Prometheus', async () => {
  const startTime = '2026-11-07T12:00:00.000Z';
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/api/v1/status/runtimeinfo' ? 200 : 404;
    response.end(JSON.stringify({ data: { startTime } }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const attach = { console: url, prometheus: url };
  const told = { json: false, dataFolder: '.stack', help: false, attach };
  const subject = await findSubject(told, () => undefined);
  server.close();
  server.closeAllConnections();
  expect(subject).toMatchObject({ ready: Date.parse(startTime) });
  expect(subject).not.toHaveProperty('liveFrom');
});
