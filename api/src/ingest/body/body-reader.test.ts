import { once } from 'node:events';
import { createServer, request, type RequestOptions, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { BodyReader } from './body-reader';

const limit = 100_000;
let server: Server;
let port: number;
/** What came of the last request. */
let outcome: Promise<Buffer>;
let arrived: () => void;

beforeAll(async () => {
  server = createServer((incoming, response) => {
    outcome = new BodyReader(incoming, limit).read();
    arrived();
    outcome.then(
      (body) => response.end(String(body.length)),
      (error: { status: number }) => response.writeHead(error.status).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function send(options: RequestOptions, write: (to: NodeJS.WritableStream) => void) {
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const outgoing = request({ host: '127.0.0.1', port, method: 'POST', agent: false, ...options });
  const answer = new Promise<number>((resolve, reject) => {
    outgoing.on('response', (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    outgoing.on('error', reject);
  });
  write(outgoing);
  await arrival;
  return answer;
}

it.each([
  ['no Content-Type', {}],
  ['text/plain', { 'content-type': 'text/plain;charset=UTF-8' }],
  ['the envelope type', { 'content-type': 'application/x-sentry-envelope' }],
  ['a type that is none', { 'content-type': ';;;' }],
])('reads chunked bodies with %s', async (_, headers) => {
  const status = await send({ headers }, (outgoing) => {
    outgoing.write('one');
    outgoing.write('two');
    outgoing.end();
  });
  expect(status).toBe(200);
  await expect(outcome).resolves.toEqual(Buffer.from('onetwo'));
});

it('refuses by its Content-Length a body that is too large', async () => {
  const status = await send({ headers: { 'content-length': limit + 1 } }, (outgoing) => {
    outgoing.end(Buffer.alloc(limit + 1));
  });
  expect(status).toBe(413);
});

it('counts the bytes of a chunked body, and answers although the rest keeps coming', async () => {
  const status = await send({}, (outgoing) => {
    for (let piece = 0; piece < 40; piece += 1) outgoing.write(Buffer.alloc(limit / 10));
    outgoing.end();
  });
  expect(status).toBe(413);
});

it('takes a body of exactly the limit', async () => {
  expect(await send({}, (outgoing) => outgoing.end(Buffer.alloc(limit)))).toBe(200);
});

it('rejects when the client goes away in the middle', async () => {
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const socket = connect(port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc');
  await arrival;
  socket.destroy();
  await expect(outcome).rejects.toMatchObject({ code: 'body_aborted', reason: 'aborted' });
});
