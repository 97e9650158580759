import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contentTypeOf, readerOf } from './content-type';

describe('contentTypeOf', () => {
  it.each([
    ['in any case', [['Content-TYPE', 'text/plain']], 'text/plain'],
    [
      'of the last call',
      [
        ['content-type', 'text/plain'],
        ['Content-Type', 'text/html'],
      ],
      'text/html',
    ],
    ['without one', [['x-other', 'text/plain']], undefined],
    ['without any header', [], undefined],
  ] as const)('reads the header %s', async (_case, headers, expected) => {
    expect(await readWith(headers)).toEqual({ read: expected, elsewhere: expected, byNode: expected });
  });
});

/** As on a Node that keeps its headers elsewhere. */
const readFromNode = readerOf(undefined);

/** What is read of a response that was sent with some headers, here and by Node's own function. */
async function readWith(headers: readonly (readonly [string, string])[]) {
  const seen: { read?: unknown; elsewhere?: unknown; byNode?: unknown } = {};
  const server = createServer((_request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    response.on('close', () => {
      seen.read = contentTypeOf(response);
      seen.elsewhere = readFromNode(response);
      seen.byNode = response.getHeader('content-type');
    });
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await new Promise((closed) => server.close(closed));
  return seen;
}
