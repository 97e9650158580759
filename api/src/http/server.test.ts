import { once } from 'node:events';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Server } from 'node:http';
import { closeAtOnce, createHardenedServer, listen } from './server';

let server: Server;
let port: number;
beforeEach(async () => {
  server = createHardenedServer((_request, response) => void response.end('ok'), {
    HEADERS_TIMEOUT_SECONDS: 1,
    REQUEST_TIMEOUT_SECONDS: 2,
    KEEP_ALIVE_TIMEOUT_SECONDS: 1,
    MAX_CONNECTIONS: 3,
  });
  port = await listen(server, '127.0.0.1', 0);
});
afterEach(() => closeAtOnce(server));

async function send(text: string): Promise<{ answer: string; seconds: number }> {
  const began = performance.now();
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write(text);
  await new Promise((resolve) => socket.on('close', resolve));
  return { answer, seconds: (performance.now() - began) / 1000 };
}

test('slow headers are given up within two seconds', async () => {
  const { answer, seconds } = await send('GET / HTTP/1.1\r\nHost: x\r\nX-Slow:');
  expect(answer).toContain('408');
  expect(seconds).toBeLessThan(3.5);
});

test.each([
  ['too large a header', `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
  [
    'both lengths of smuggled requests',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    '400',
  ],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', '400'],
  ['no method', 'FLY / HTTP/1.1\r\nHost: x\r\n\r\n', '400'],
])('%s', async (_name, text, status) => {
  expect((await send(text)).answer).toContain(`HTTP/1.1 ${status}`);
});

test('a connection that sends requests on and on without waiting for answers is cut', async () => {
  let taken = 0;
  const silent = createHardenedServer(() => void (taken += 1), {
    HEADERS_TIMEOUT_SECONDS: 60,
    REQUEST_TIMEOUT_SECONDS: 60,
    KEEP_ALIVE_TIMEOUT_SECONDS: 60,
    MAX_CONNECTIONS: 3,
  });
  const socket = connect(await listen(silent, '127.0.0.1', 0), '127.0.0.1');
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(5_000));
  await closed;
  expect(taken).toBe(4);
  await closeAtOnce(silent);
});

test('connections beyond the limit are closed', async () => {
  const held = [1, 2, 3].map(() => connect(port, '127.0.0.1').on('error', () => undefined));
  await Promise.all(held.map((socket) => once(socket, 'connect')));
  const { answer } = await send('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  expect(answer).toBe('');
  for (const socket of held) socket.destroy();
});

test('a taken port is an error that names it', async () => {
  const second = createHardenedServer(() => undefined, {
    HEADERS_TIMEOUT_SECONDS: 1,
    REQUEST_TIMEOUT_SECONDS: 2,
    KEEP_ALIVE_TIMEOUT_SECONDS: 1,
    MAX_CONNECTIONS: 3,
  });
  await expect(listen(second, '127.0.0.1', port)).rejects.toMatchObject({
    code: 'cannot_listen',
    message: expect.stringContaining(`127.0.0.1:${port}`) as string,
  });
});
