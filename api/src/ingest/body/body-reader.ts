import type { IncomingMessage } from 'node:http';
import { ingestErrors } from '../errors';

/** Told of the bytes that are held so far, before more are kept; may throw to refuse them. */
export type Charge = (bytes: number) => void;

/**
 * Reads a request's body as it came over the wire: any Content-Type or none, chunked or not. The bytes are counted;
 * Content-Length is believed only when it already exceeds the limit. What is not asked for is not read.
 */
export class BodyReader {
  private chunks: Buffer[] = [];
  private received = 0;
  private ended = false;

  /**
   * @param maxBytes largest body, still compressed.
   * @param charge see `Charge`.
   */
  constructor(
    private readonly request: IncomingMessage,
    private readonly maxBytes: number,
    private readonly charge: Charge = () => undefined,
  ) {}

  /** Whether all of the body has been read. */
  get isWhole(): boolean {
    return this.ended;
  }

  /**
   * Reads on until there are `bytes` of the body, or all of it.
   *
   * @returns everything read so far.
   * @throws IngestError 413 past the limit, 400 when the client goes away in the middle; what `charge` throws. The
   * rest of the body is then thrown away as it comes.
   */
  async read(bytes = Infinity): Promise<Buffer> {
    if (this.request.readableEnded && !this.ended) throw ingestErrors.bodyAlreadyRead();
    try {
      if (Number(this.request.headers['content-length']) > this.maxBytes) this.refuseSize();
      while (!this.ended && this.received < bytes) {
        const chunk = this.request.read() as Buffer | null;
        if (chunk === null) await this.more();
        else this.keep(chunk);
      }
    } catch (error) {
      this.chunks = [];
      this.request.resume();
      throw error;
    }
    const body = this.chunks.length === 1 ? this.chunks[0] : undefined;
    return body ?? (this.chunks = [Buffer.concat(this.chunks, this.received)])[0] ?? Buffer.alloc(0);
  }

  /** Forgets what was read. */
  clear(): void {
    this.chunks = [];
  }

  private keep(chunk: Buffer): void {
    this.received += chunk.length;
    if (this.received > this.maxBytes) this.refuseSize();
    this.charge(this.received);
    this.chunks.push(chunk);
  }

  private refuseSize(): never {
    throw ingestErrors.bodyTooLarge(this.maxBytes, 'sent');
  }

  /** Waits for more of the body, or its end. */
  private more(): Promise<void> {
    const { request } = this;
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void) => {
        request.off('readable', onReadable).off('end', onEnd).off('error', onError).off('close', onClose);
        outcome();
      };
      const onReadable = () => settle(resolve);
      const onEnd = () => {
        this.ended = true;
        settle(resolve);
      };
      const onError = (error: Error) => settle(() => reject(ingestErrors.bodyAborted(error)));
      const onClose = () => settle(() => reject(ingestErrors.bodyAborted()));
      if (request.readableEnded) onEnd();
      else if (request.destroyed) onClose();
      else request.on('readable', onReadable).on('end', onEnd).on('error', onError).on('close', onClose);
    });
  }
}
