import { ingestErrors, type IngestError } from '../errors';
import { type Decoder, decoders, supportedEncodings } from './content-encodings';
import { maxWindowBits } from './window';

const tooLarge = 'ERR_BUFFER_TOO_LARGE';
const windowTooLarge = 'ZSTD_error_frameParameter_windowTooLarge';
const codeOf = (error: unknown) => (error as { code?: unknown }).code;

const named = (contentEncoding: string | undefined) => (contentEncoding ?? '').trim().toLowerCase();

/** The decoder of a Content-Encoding; undefined for none. @throws IngestError 415 for one that is not known. */
export function decoderOf(contentEncoding: string | undefined): Decoder | undefined {
  const encoding = named(contentEncoding);
  if (encoding === '' || encoding === 'identity') return undefined;
  const decoder = decoders.get(encoding);
  if (decoder === undefined) throw ingestErrors.unknownEncoding(encoding, supportedEncodings);
  return decoder;
}

/** What a decoder's error means to the client. */
export function decodingError(error: unknown, contentEncoding: string | undefined): IngestError {
  return codeOf(error) === windowTooLarge
    ? ingestErrors.windowTooLarge(maxWindowBits)
    : ingestErrors.corruptBody(named(contentEncoding), error);
}

/**
 * Undoes a Content-Encoding.
 *
 * @param maxBytes largest result; the decoder stops there, whatever the stream claims to hold.
 * @throws IngestError 415 for an unknown encoding, 413 past the limit or for a window above 4 MiB, 400 for a broken
 * stream.
 */
export async function decodeBody(
  bytes: Buffer,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const decoder = decoderOf(contentEncoding);
  if (decoder === undefined) {
    if (bytes.length > maxBytes) throw ingestErrors.bodyTooLarge(maxBytes, 'decompressed');
    return bytes;
  }
  if (bytes.length === 0) return bytes;
  if (decoder.asksTooMuch?.(bytes) === true) throw ingestErrors.windowTooLarge(maxWindowBits);
  try {
    return await decoder.whole(bytes, maxBytes);
  } catch (error) {
    if (codeOf(error) === tooLarge) throw ingestErrors.bodyTooLarge(maxBytes, 'decompressed');
    throw decodingError(error, contentEncoding);
  }
}
