import type { Transform } from 'node:stream';
import zlib, { type BrotliOptions, type InputType, type ZlibOptions } from 'node:zlib';
import { brotliWindowBits, maxWindowBits } from './window';

type Options = ZlibOptions & BrotliOptions;
type Callback = (error: Error | null, result: Buffer) => void;

/** One way to decode a body. */
export interface Decoder {
  /** Decodes the whole body; stops as soon as the output passes `maxOutputLength`. */
  whole(bytes: Buffer, maxOutputLength: number): Promise<Buffer>;
  /** Decodes as a stream, for the beginning of a body. */
  stream(bytes: Buffer): Transform;
  /** Whether decoding would take a window above `maxWindowBits`. */
  asksTooMuch?(bytes: Buffer): boolean;
}

const decoder = (
  whole: (bytes: InputType, options: Options, done: Callback) => void,
  stream: (options: Options) => Transform,
  options: Options = {},
): Decoder => ({
  whole: (bytes, maxOutputLength) =>
    new Promise((resolve, reject) => {
      whole(bytes, { ...options, maxOutputLength }, (error, result) => {
        if (error === null) resolve(result);
        else reject(error);
      });
    }),
  stream: () => stream(options),
});

const gzip = decoder(zlib.gunzip, zlib.createGunzip);
const inflate = decoder(zlib.inflate, zlib.createInflate);
const inflateRaw = decoder(zlib.inflateRaw, zlib.createInflateRaw);
const brotli: Decoder = {
  ...decoder(zlib.brotliDecompress, zlib.createBrotliDecompress),
  // Node has no limit for it.
  asksTooMuch: (bytes) => brotliWindowBits(bytes) > maxWindowBits,
};

/** RFC 1950 header: method 8 in the low nibble, and the first two bytes a multiple of 31. */
const hasZlibHeader = (bytes: Buffer) =>
  bytes.length >= 2 && ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;

/** `deflate` is zlib by RFC 9110, yet some clients send the raw stream. */
const deflate: Decoder = {
  whole: (bytes, most) => (hasZlibHeader(bytes) ? inflate : inflateRaw).whole(bytes, most),
  stream: (bytes) => (hasZlibHeader(bytes) ? inflate : inflateRaw).stream(bytes),
};

/** zstd came to Node with 22.15 and 23.8. */
interface Zstd {
  zstdDecompress?: (bytes: InputType, options: Options, done: Callback) => void;
  createZstdDecompress?: (options: Options) => Transform;
  constants: { ZSTD_d_windowLogMax?: number };
}

function zstdDecoder(): Decoder | undefined {
  const { zstdDecompress, createZstdDecompress, constants } = zlib as unknown as Zstd;
  if (zstdDecompress === undefined || createZstdDecompress === undefined) return undefined;
  const { ZSTD_d_windowLogMax: parameter } = constants;
  if (parameter === undefined) return undefined;
  return decoder(zstdDecompress, createZstdDecompress, { params: { [parameter]: maxWindowBits } });
}
const zstd = zstdDecoder();

/** Content-Encoding to decoder. gzip and deflate have a window of 32 KiB at most. */
export const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', gzip],
  ['x-gzip', gzip],
  ['deflate', deflate],
  ['br', brotli],
  ...(zstd === undefined ? [] : [['zstd', zstd] as const]),
]);

/** What a client may send, for `Accept-Encoding`. */
export const supportedEncodings: readonly string[] = [...decoders.keys()].filter((name) => name !== 'x-gzip');
