import zlib from 'node:zlib';
import { firstLine, firstLineBytes } from './first-line';

const header = Buffer.from('{"dsn":"http://key@host/1"}');
const random = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 251));
const body = Buffer.concat([header, Buffer.from('\n'), random]);

const encodings: [string | undefined, (bytes: Buffer) => Buffer][] = [
  [undefined, (bytes) => bytes],
  ['gzip', (bytes) => zlib.gzipSync(bytes)],
  ['deflate', (bytes) => zlib.deflateSync(bytes)],
  ['deflate', (bytes) => zlib.deflateRawSync(bytes)],
  ['br', (bytes) => zlib.brotliCompressSync(bytes)],
];

describe.each(encodings)('the first line of %s', (encoding, encode) => {
  it('is found in the beginning of the stream', async () => {
    const sent = encode(body);
    await expect(firstLine(sent.subarray(0, firstLineBytes), encoding, false)).resolves.toEqual(header);
    await expect(firstLine(sent, encoding, true)).resolves.toEqual(header);
  });

  it('may be all there is', async () => {
    await expect(firstLine(encode(header), encoding, true)).resolves.toEqual(header);
  });

  it('is none when it is longer than 16 KiB, and is not decoded further', async () => {
    const bomb = encode(Buffer.alloc(5_000_000, ' '));
    const before = process.memoryUsage().external;
    await expect(firstLine(bomb.subarray(0, 70_000), encoding, true)).resolves.toBeUndefined();
    expect(process.memoryUsage().external - before).toBeLessThan(2_000_000);
  });
});

it.each(['gzip', 'deflate', 'br'])('a stream that is not %s is refused', async (encoding) => {
  await expect(firstLine(Buffer.from('\x01\x02nonsense'), encoding, true)).rejects.toMatchObject({
    status: 400,
  });
});
