import { once } from 'node:events';
import { Agent, createServer, get, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeGracefully } from './close-gracefully';

let server: Server;
const agents: Agent[] = [];
const sockets: Socket[] = [];
const ok: RequestListener = (_request, response) => void response.end('ok');

async function serve(listener: RequestListener): Promise<void> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}
afterEach(() => {
  for (const agent of agents.splice(0)) agent.destroy();
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  server.close();
});

interface Answer {
  readonly result: number | string | undefined;
  readonly connection?: string | undefined;
}

const ask = (path: string, agent: Agent | false = false): Promise<Answer> =>
  new Promise((resolve) => {
    const { port } = (server.address() ?? { port: boundPort }) as AddressInfo;
    boundPort = port;
    get({ host: '127.0.0.1', port, path, agent }, (response) => {
      response.resume();
      response.on('end', () =>
        resolve({ result: response.statusCode, connection: response.headers.connection }),
      );
      response.on('error', (error: NodeJS.ErrnoException) => resolve({ result: error.code }));
    }).on('error', (error: NodeJS.ErrnoException) => resolve({ result: error.code }));
  });
let boundPort = 0;

const keepAlive = (): Agent => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agents.push(agent);
  return agent;
};

async function open(text: string): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  socket.resume();
  return socket;
}

test('connections that wait to be accepted are answered, and asked to close', async () => {
  await serve(ok);
  let answers: Promise<Answer[]> = Promise.resolve([]);
  let closed: Promise<void> = Promise.resolve();
  // In the timers phase, with all of them in the system's queue.
  await new Promise<void>((resolve) =>
    setTimeout(() => {
      answers = Promise.all(Array.from({ length: 50 }, () => ask('/')));
      closed = closeGracefully(server);
      resolve();
    }, 5),
  );
  expect(await answers).toEqual(Array.from({ length: 50 }, () => ({ result: 200, connection: 'close' })));
  await closed;
  expect(await ask('/')).toEqual({ result: 'ECONNREFUSED' });
});

test('under clients that never pause it still ends, and what they had sent is answered', async () => {
  await serve((_request, response) => void setTimeout(() => response.end('ok'), 5));
  let closing = false;
  const results: Answer['result'][] = [];
  const clients = Array.from({ length: 20 }, async () => {
    for (;;) {
      const late = closing;
      const { result } = await ask('/');
      if (!late) results.push(result);
      if (result !== 200) return;
    }
  });
  await sleep(100);
  await closeGracefully(server, {}, () => (closing = true));
  closing = true;
  await Promise.all(clients);
  // Of those sent before the end of listening, each is answered; a client that comes later is refused.
  expect(new Set(results)).toEqual(new Set([200]));
});

test('a kept connection still has its next request answered when listening has ended', async () => {
  await serve(ok);
  const agent = keepAlive();
  expect(await ask('/', agent)).toEqual({ result: 200, connection: 'keep-alive' });
  let later: Promise<Answer> = Promise.resolve({ result: undefined });
  await closeGracefully(server, {}, () => {
    later = ask('/', agent);
  });
  expect(await later).toEqual({ result: 200, connection: 'close' });
});

test('connections that stay idle are closed, running requests end first', async () => {
  let finish: (() => void) | undefined;
  await serve((request, response) => {
    if (request.url === '/slow') finish = () => response.end('late');
    else response.end('ok');
  });
  await ask('/', keepAlive());
  const slow = ask('/slow');
  while (finish === undefined) await sleep(5);
  let ended = false;
  const closed = closeGracefully(server, { lingerMs: 10 }).then(() => (ended = true));
  await sleep(200);
  expect(ended).toBe(false);
  finish();
  expect((await slow).result).toBe(200);
  await closed;
});

test.each([
  ['an event stream', 'GET /events HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a client that says nothing', ''],
  ['a client that stops within its headers', 'GET / HTTP/1.1\r\nHost:'],
])('%s is cut after the time for it', async (_name, text) => {
  await serve((_request, response) => void response.writeHead(200).write('data: 1\n\n'));
  const socket = await open(text);
  await sleep(50);
  await closeGracefully(server, { lingerMs: 10, cutAfterMs: 100 });
  if (!socket.closed) await once(socket, 'close');
});

test('a server that does not listen is closed already, and one that closes is not closed twice', async () => {
  await serve(ok);
  await Promise.all([closeGracefully(server, { lingerMs: 10 }), closeGracefully(server, { lingerMs: 10 })]);
  await closeGracefully(server);
  expect(server.listening).toBe(false);
});
