import { RequestHead } from './request-body';

const SAMPLED = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const NOTHING = { contentLength: 0, chunked: false, ajax: false, traceparent: undefined };

describe('RequestHead', () => {
  it.each([
    ['Content-Length', '12', { contentLength: 12 }],
    ['content-length', '12', { contentLength: 12 }],
    ['TRANSFER-ENCODING', 'chunked', { chunked: true }],
    ['X-Requested-With', 'XMLHttpRequest', { ajax: true }],
    ['X-Requested-With', 'fetch', {}],
    ['Traceparent', SAMPLED, { traceparent: SAMPLED }],
    ['traceparent', SAMPLED.replace(/1$/, '0'), {}],
    ['Sec-Fetch-Mode', '12', {}],
    ['Accept-Enc', '12', {}],
  ])('notes what %s: %s says', (name, value, expected) => {
    const head = new RequestHead();
    head.read(['Host', 'localhost', name, value]);
    expect(head).toEqual({ ...NOTHING, ...expected });
  });

  it('keeps nothing of the request before', () => {
    const head = new RequestHead();
    head.read(['Content-Length', '12', 'X-Requested-With', 'XMLHttpRequest', 'Traceparent', SAMPLED]);
    head.read(['Transfer-Encoding', 'chunked']);
    expect(head).toEqual({ ...NOTHING, chunked: true });
    head.read([]);
    expect(head).toEqual(NOTHING);
  });
});
