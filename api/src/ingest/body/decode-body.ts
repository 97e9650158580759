import { ingestErrors } from '../errors';
import { decoders, supportedEncodings } from './content-encodings';

const tooLarge = 'ERR_BUFFER_TOO_LARGE';
const codeOf = (error: unknown) => (error as { code?: unknown }).code;

/**
 * Undoes a Content-Encoding.
 *
 * @param maxBytes largest result; the decoder stops there, whatever the stream claims to hold.
 * @throws IngestError 415 for an unknown encoding, 413 past the limit, 400 for a broken stream.
 */
export async function decodeBody(
  bytes: Buffer,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const encoding = (contentEncoding ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') {
    if (bytes.length > maxBytes) throw ingestErrors.bodyTooLarge(maxBytes, 'decompressed');
    return bytes;
  }
  const decode = decoders.get(encoding);
  if (decode === undefined) throw ingestErrors.unknownEncoding(encoding, supportedEncodings);
  if (bytes.length === 0) return bytes;
  try {
    return await decode(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (codeOf(error) === tooLarge) throw ingestErrors.bodyTooLarge(maxBytes, 'decompressed');
    throw ingestErrors.corruptBody(encoding, error);
  }
}
