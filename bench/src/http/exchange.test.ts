import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, serverFor } from './exchange';

const call = { method: 'GET', url: '/x', head: Buffer.from('Host: localhost\nAccept: */*\n') };

describe('answer', () => {
  it('emits what a connection would: the request with its headers, then finish and close', () => {
    const events: string[] = [];
    const seen: Partial<IncomingMessage>[] = [];
    const server = serverFor((request: IncomingMessage, response: ServerResponse) => {
      const { method, url, rawHeaders, headers } = request;
      seen.push({ method, url, rawHeaders, headers });
      response.on('finish', () => events.push(`finish ${response.writableFinished}`));
      response.on('close', () => events.push(`close ${response.statusCode}`));
      response.statusCode = 404;
      response.setHeader('Content-Length', 2);
      response.end('no');
    });
    answer(server, call);
    expect(seen).toEqual([
      {
        method: 'GET',
        url: '/x',
        rawHeaders: ['Host', 'localhost', 'Accept', '*/*'],
        headers: { host: 'localhost', accept: '*/*' },
      },
    ]);
    expect(events.sort()).toEqual(['close 404', 'finish true']);
  });

  it('hands the body over as a connection does, after the head', async () => {
    let received: IncomingMessage | undefined;
    const server = serverFor((request, response) => {
      received = request;
      expect(request.complete).toBe(false);
      response.end();
    });
    answer(server, { ...call, method: 'POST', body: Buffer.from('a body') });
    expect(received?.complete).toBe(true);
    expect(Buffer.concat((await received?.toArray()) ?? []).toString()).toBe('a body');
  });

  it('refuses a request that Node would refuse', () => {
    const server = serverFor((_request, response) => response.end());
    expect(() => answer(server, { ...call, head: Buffer.from('Accept: */*\n') })).toThrow('without Host');
  });
});
