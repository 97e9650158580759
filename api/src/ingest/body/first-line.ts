import { ingestErrors } from '../errors';
import { decoderOf, decodingError } from './decode-body';
import { maxWindowBits } from './window';

/** Longest first line that is looked at, and most bytes of a body that are read for it. */
export const firstLineBytes = 16 * 1024;

const newline = 0x0a;

/** The bytes before the first newline, if it is there. */
function lineIn(bytes: Buffer): Buffer | undefined {
  const end = bytes.subarray(0, firstLineBytes + 1).indexOf(newline);
  return end === -1 ? undefined : bytes.subarray(0, end);
}

/** Decodes until there is a line, or enough to know that there is none. */
function decodeBeginning(beginning: Buffer, contentEncoding: string | undefined): Promise<Buffer> {
  const decoder = decoderOf(contentEncoding);
  if (decoder === undefined || beginning.length === 0) return Promise.resolve(beginning);
  if (decoder.asksTooMuch?.(beginning) === true) throw ingestErrors.windowTooLarge(maxWindowBits);
  const stream = decoder.stream(beginning);
  return new Promise((resolve, reject) => {
    let decoded = Buffer.alloc(0);
    const settle = () => {
      stream.destroy();
      resolve(decoded);
    };
    stream.on('error', (error) => {
      stream.destroy();
      reject(decodingError(error, contentEncoding));
    });
    stream.on('data', (piece: Buffer) => {
      decoded = Buffer.concat([decoded, piece]);
      if (decoded.length > firstLineBytes || lineIn(decoded) !== undefined) settle();
    });
    // Not `end`: the stream may well be cut off here, which is no error.
    stream.write(beginning, () => setImmediate(settle));
  });
}

/**
 * The first line of a body, of which only the beginning is there; the decoder stops at its end.
 *
 * @param isWhole whether the beginning is all of the body; then a newline at the end may be missing.
 * @returns undefined when the line is longer than `firstLineBytes`.
 * @throws IngestError 415 for an unknown encoding, 413 for a window above 4 MiB, 400 for a broken stream.
 */
export async function firstLine(
  beginning: Buffer,
  contentEncoding: string | undefined,
  isWhole: boolean,
): Promise<Buffer | undefined> {
  const decoded = await decodeBeginning(beginning, contentEncoding);
  const line = lineIn(decoded);
  if (line !== undefined) return line;
  return isWhole && decoded.length <= firstLineBytes ? decoded : undefined;
}
