import zlib from 'node:zlib';
import { decodeBody } from './decode-body';
import { decodeLegacyBody } from './legacy-body';

const text = Buffer.from('{"message":"hello"}');
const megabyte = 1024 * 1024;
const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Buffer) => Buffer };

describe('a body is decoded by its Content-Encoding', () => {
  it.each([
    ['gzip', zlib.gzipSync(text)],
    ['x-gzip', zlib.gzipSync(text)],
    ['GZIP ', zlib.gzipSync(text)],
    ['deflate', zlib.deflateSync(text)],
    ['deflate', zlib.deflateRawSync(text)],
    ['br', zlib.brotliCompressSync(text)],
    ['identity', text],
    ['', text],
    [undefined, text],
  ])('%s', async (encoding, sent) => {
    await expect(decodeBody(sent, encoding, 1000)).resolves.toEqual(text);
  });

  it('zstd, where Node has it, else 415', async () => {
    const sent = zstdCompressSync?.(text) ?? text;
    const outcome = await decodeBody(sent, 'zstd', 1000).catch((error: unknown) => error);
    if (zstdCompressSync === undefined)
      expect(outcome).toMatchObject({ status: 415, code: 'unknown_encoding' });
    else expect(outcome).toEqual(text);
  });

  it.each(['gzip, gzip', 'compress', 'nonsense'])(
    'refuses %s by 415 and says what it takes',
    async (encoding) => {
      await expect(decodeBody(text, encoding, 1000)).rejects.toMatchObject({
        status: 415,
        headers: { 'Accept-Encoding': expect.stringContaining('gzip') as string },
      });
    },
  );

  it.each(['gzip', 'deflate', 'br'])('refuses a body that is not %s by 400', async (encoding) => {
    await expect(decodeBody(Buffer.from('\x01\x02nonsense'), encoding, 1000)).rejects.toMatchObject({
      status: 400,
      code: 'corrupt_body',
    });
  });

  it('refuses a stream cut short by 400', async () => {
    const cut = zlib.gzipSync(Buffer.alloc(10_000, 'a b c ')).subarray(0, -12);
    await expect(decodeBody(cut, 'gzip', megabyte)).rejects.toMatchObject({
      status: 400,
      code: 'corrupt_body',
    });
  });
});

describe('a body larger than the limit is 413', () => {
  const spaces = Buffer.alloc(64 * megabyte, ' ');
  it.each([
    ['gzip', zlib.gzipSync(spaces)],
    ['deflate', zlib.deflateSync(spaces)],
    ['br', zlib.brotliCompressSync(spaces, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } })],
  ])('%s: decoding stops at the limit, not at the end of the bomb', async (encoding, bomb) => {
    const before = process.memoryUsage().rss;
    await expect(decodeBody(bomb, encoding, megabyte)).rejects.toMatchObject({
      status: 413,
      code: 'body_too_large',
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * megabyte);
  });

  it('exactly the limit passes, a byte more does not', async () => {
    const sent = zlib.gzipSync(Buffer.alloc(1000, 'x'));
    await expect(decodeBody(sent, 'gzip', 1000)).resolves.toHaveLength(1000);
    await expect(decodeBody(sent, 'gzip', 999)).rejects.toMatchObject({ status: 413 });
    await expect(decodeBody(Buffer.alloc(1000), undefined, 999)).rejects.toMatchObject({ status: 413 });
  });
});

describe('the store endpoint takes base64 of zlib as well', () => {
  it('decodes it', async () => {
    const sent = Buffer.from(zlib.deflateSync(text).toString('base64'));
    await expect(decodeLegacyBody(sent, 1000)).resolves.toEqual(text);
  });

  it.each(['{"a":1}', ' \n{"a":1}', '[1]', '"text"'])('leaves JSON alone: %j', async (json) => {
    await expect(decodeLegacyBody(Buffer.from(json), 1000)).resolves.toEqual(Buffer.from(json));
  });

  it('holds it to the limit, and refuses what is not zlib', async () => {
    const bomb = Buffer.from(zlib.deflateSync(Buffer.alloc(megabyte)).toString('base64'));
    await expect(decodeLegacyBody(bomb, 1000)).rejects.toMatchObject({ status: 413 });
    await expect(decodeLegacyBody(Buffer.from('nonsense'), 1000)).rejects.toMatchObject({ status: 400 });
  });
});
