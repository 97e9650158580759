import { get } from 'node:http';
import { listen } from './listen';

const statusOf = (url: string): Promise<number | string | undefined> =>
  new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });

test('what waits to be accepted when it stops is answered, and an event stream does not hold it up', async () => {
  const server = await listen(
    (request, response) => {
      if (request.url === '/events') response.writeHead(200).write('data: 1\n\n');
      else response.end('ok');
    },
    '127.0.0.1',
    0,
  );
  expect(await statusOf(`${server.url}/events`)).toBe(200);
  const { waiting, stopped } = await new Promise<{
    waiting: Promise<unknown[]>;
    stopped: Promise<void>;
  }>((resolve) =>
    // In the timers phase, with all of them in the system's queue.
    setTimeout(() => {
      const waiting = Promise.all(Array.from({ length: 20 }, () => statusOf(server.url)));
      resolve({ waiting, stopped: server.stop() });
    }, 5),
  );
  expect(new Set(await waiting)).toEqual(new Set([200]));
  await stopped;
  expect(await statusOf(server.url)).toBe('ECONNREFUSED');
});
