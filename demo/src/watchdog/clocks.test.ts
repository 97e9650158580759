import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clockDifference } from './clocks';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** A program whose clock is ahead by so many seconds; undefined: it does not say what time it is. */
async function program(aheadSeconds: number | undefined): Promise<string> {
  const server = createServer((_request, response) => {
    response.sendDate = false;
    if (aheadSeconds !== undefined) {
      response.setHeader('date', new Date(Date.now() + aheadSeconds * 1000).toUTCString());
    }
    response.end('OK');
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each([
  [0, 0, 0],
  [0, 300, 300],
  [120, -60, -180],
])('Prometheus %d s ahead, Alertmanager %d s: %d s', async (prometheus, alertmanager, difference) => {
  const urls = { prometheusUrl: await program(prometheus), alertmanagerUrl: await program(alertmanager) };
  expect(Math.abs((await clockDifference(urls)) - difference)).toBeLessThanOrEqual(3);
});

test('an answer without a date is an error that names the address', async () => {
  const urls = { prometheusUrl: await program(0), alertmanagerUrl: await program(undefined) };
  await expect(clockDifference(urls)).rejects.toThrow(`${urls.alertmanagerUrl}/-/healthy`);
});
