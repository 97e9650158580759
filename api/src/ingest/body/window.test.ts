import zlib from 'node:zlib';
import { decodeBody } from './decode-body';
import { firstLine } from './first-line';
import { brotliWindowBits } from './window';

const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY, BROTLI_PARAM_LARGE_WINDOW, BROTLI_PARAM_SIZE_HINT } =
  zlib.constants;
const text = Buffer.from(`${JSON.stringify({ dsn: 'x' })}\n`.repeat(10));
const brotli = (lgwin: number, large = false) =>
  zlib.brotliCompressSync(text, {
    params: {
      [BROTLI_PARAM_LGWIN]: lgwin,
      [BROTLI_PARAM_QUALITY]: 4,
      [BROTLI_PARAM_SIZE_HINT]: 2 ** 25,
      ...(large && { [BROTLI_PARAM_LARGE_WINDOW]: 1 }),
    },
  });

it.each([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22])(
  'reads a brotli window of 2^%i, and decodes',
  async (bits) => {
    const stream = brotli(bits);
    expect(brotliWindowBits(stream)).toBe(bits);
    await expect(decodeBody(stream, 'br', 1000)).resolves.toEqual(text);
  },
);

const refused = { status: 413, code: 'window_too_large' };
it.each([
  ['2^23', brotli(23)],
  ['2^24', brotli(24)],
  ['the large window extension', brotli(26, true)],
])('refuses brotli with %s, whole or its first line', async (_, stream) => {
  expect(brotliWindowBits(stream)).toBeGreaterThan(22);
  await expect(decodeBody(stream, 'br', 1000)).rejects.toMatchObject(refused);
  await expect((async () => firstLine(stream, 'br', true))()).rejects.toMatchObject(refused);
});

const { zstdCompressSync } = zlib as {
  zstdCompressSync?: (bytes: Buffer, options: { params: Record<number, number> }) => Buffer;
};
const { ZSTD_c_windowLog = 0, ZSTD_c_checksumFlag = 0 } = zlib.constants as unknown as Record<string, number>;
/** A stream whose content size is not known beforehand has its window in the header. */
const zstd = (bits: number) =>
  zstdCompressSync?.(Buffer.alloc(2 ** 24, 'abc'), {
    params: { [ZSTD_c_windowLog]: bits, [ZSTD_c_checksumFlag]: 1 },
  });

it('refuses zstd with a window above 2^22, where Node has zstd', async () => {
  const [large, small] = [zstd(24), zstd(20)];
  if (large === undefined || small === undefined) {
    console.log(`Node ${process.version} has no zstd: nothing to refuse`);
    return;
  }
  await expect(decodeBody(large, 'zstd', 2 ** 25)).rejects.toMatchObject(refused);
  await expect(decodeBody(small, 'zstd', 2 ** 25)).resolves.toHaveLength(2 ** 24);
});
