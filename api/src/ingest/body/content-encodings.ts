import { promisify } from 'node:util';
import zlib, { type InputType, type ZlibOptions } from 'node:zlib';

type Decode = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;
type CallbackDecode = (
  bytes: InputType,
  options: ZlibOptions,
  done: (error: Error | null, result: Buffer) => void,
) => void;

const gunzip: Decode = promisify<InputType, ZlibOptions, Buffer>(zlib.gunzip);
const inflate: Decode = promisify<InputType, ZlibOptions, Buffer>(zlib.inflate);
const inflateRaw: Decode = promisify<InputType, ZlibOptions, Buffer>(zlib.inflateRaw);
const brotli: Decode = promisify<InputType, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress);

/** RFC 1950 header: method 8 in the low nibble, and the first two bytes a multiple of 31. */
const hasZlibHeader = (bytes: Buffer) =>
  bytes.length >= 2 && ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;

/** `deflate` is zlib by RFC 9110, yet some clients send the raw stream. */
const deflate: Decode = (bytes, options) =>
  hasZlibHeader(bytes) ? inflate(bytes, options) : inflateRaw(bytes, options);

/** zstd came to Node with 22.15 and 23.8. */
const { zstdDecompress } = zlib as { zstdDecompress?: CallbackDecode };

/** Content-Encoding to decoder. Each decodes piece by piece and stops as soon as the output passes the limit. */
export const decoders: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', deflate],
  ['br', brotli],
  ...(zstdDecompress === undefined
    ? []
    : [['zstd', promisify<InputType, ZlibOptions, Buffer>(zstdDecompress)] as const]),
]);

/** What a client may send, for `Accept-Encoding`. */
export const supportedEncodings: readonly string[] = [...decoders.keys()].filter((name) => name !== 'x-gzip');
