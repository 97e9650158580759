import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rotateScrapeToken, rotateScrapeTokenOf } from './rotation';

test('one new token: the API gets it first, Prometheus once it is taken', async () => {
  const done: string[] = [];
  const note = (what: string) => (token: string) => Promise.resolve(void done.push(`${what} ${token}`));
  await rotateScrapeToken({
    write: (holder, token) => note(holder)(token),
    untilTaken: note('taken'),
  });
  const [token] = /[0-9a-f]{64}/.exec(done[0] ?? '') ?? [];
  expect(done).toEqual([`api ${token}`, `taken ${token}`, `prometheus ${token}`]);
});

test('Prometheus waits until the API no longer refuses the token', async () => {
  let given = '';
  const asked: boolean[] = [];
  const server = createServer((request, response) => {
    const isNew = request.headers.authorization === `Bearer ${given}`;
    asked.push(isNew);
    response.writeHead(asked.length === 1 ? 401 : 200).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const askedBefore: Record<string, number> = {};
  await rotateScrapeTokenOf({
    urls: { api, prometheus: '', alertmanager: '' },
    setScrapeToken: (holder, token) => {
      given = token;
      askedBefore[holder] = asked.length;
      return Promise.resolve();
    },
  });
  server.closeAllConnections();
  server.close();
  expect(askedBefore).toEqual({ api: 0, prometheus: 2 });
  expect(asked).toEqual([true, true]);
});
