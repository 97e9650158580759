import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Request, Response } from 'express';

/** Fast, and already 25 times smaller on an exposition. */
const GZIP_LEVEL = 1;

/**
 * Sends pieces as the client prefers them, gzipped or not. It ends when the connection has let go of all of them: also
 * when the client left, as every scraper does whose patience is over. That is no error.
 */
export async function sendPieces(
  pieces: AsyncIterable<Buffer>,
  request: Request,
  response: Response,
): Promise<void> {
  if (response.destroyed) return;
  const plain = request.acceptsEncodings('gzip', 'identity') === 'identity';
  if (!plain) response.set('Content-Encoding', 'gzip');
  const sending = plain
    ? pipeline(pieces, response)
    : pipeline(pieces, createGzip({ level: GZIP_LEVEL }), response);
  await sending.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
