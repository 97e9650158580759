import type { IncomingMessage } from 'node:http';
import { ingestErrors } from '../errors';

/**
 * Reads a request's body as it came over the wire: any Content-Type or none, chunked or not. The bytes are counted;
 * Content-Length is believed only when it already exceeds the limit.
 *
 * @param maxBytes largest body, still compressed.
 * @throws IngestError 413 past the limit (the rest is thrown away), 400 when the client goes away in the middle.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (request.readableEnded) return Promise.reject(ingestErrors.bodyAlreadyRead());
  if (Number(request.headers['content-length']) > maxBytes) {
    request.resume();
    return Promise.reject(ingestErrors.bodyTooLarge(maxBytes, 'sent'));
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let received = 0;

    const settle = (outcome: () => void) => {
      request.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
      outcome();
    };
    const onData = (chunk: Buffer) => {
      received += chunk.length;
      if (received <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      settle(() => reject(ingestErrors.bodyTooLarge(maxBytes, 'sent')));
      request.resume();
    };
    const onEnd = () => settle(() => resolve(Buffer.concat(chunks, received)));
    const onError = (error: Error) => settle(() => reject(ingestErrors.bodyAborted(error)));
    const onClose = () => settle(() => reject(ingestErrors.bodyAborted()));

    request.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose);
  });
}
