import type { IncomingMessage } from 'node:http';
import { anonymous, type Bounds, type Hold, projectOwner } from '../../bounds';
import { ingestErrors } from '../errors';
import { BodyReader } from './body-reader';
import { decodeBody, decoderOf } from './decode-body';
import { firstLine, firstLineBytes } from './first-line';
import { decodeLegacyBody } from './legacy-body';

/** The body of one request, within what all requests may hold together. Whoever opens it releases it. */
export class RequestBody {
  private readonly reader: BodyReader;
  private readonly encoding: string | undefined;
  private readonly hold: Hold;
  private owner: string;

  /**
   * @param projectId whom its bytes are counted for; undefined while nobody knows.
   * @param maxBytes largest body, as sent and as decoded.
   * @throws Overloaded when there is no room for another request of the same sender.
   */
  constructor(
    request: IncomingMessage,
    private readonly bounds: Pick<Bounds, 'memory' | 'decoding'>,
    projectId: number | string | undefined,
    private readonly maxBytes: number,
  ) {
    this.owner = projectId === undefined ? anonymous : projectOwner(projectId);
    this.hold = bounds.memory.open(this.owner);
    this.encoding = request.headers['content-encoding'];
    this.reader = new BodyReader(request, maxBytes, (bytes) => this.hold.resize(bytes));
  }

  /** Counts the bytes for a project from now on. @throws Overloaded when it has no room for them. */
  belongsTo(projectId: number): void {
    this.owner = projectOwner(projectId);
    this.hold.moveTo(this.owner);
  }

  /**
   * The first line, decoded, without reading or decoding more than 16 KiB.
   *
   * @throws IngestError 400 for an empty body, a line that is longer, or a broken stream; 413, 415 as `whole`.
   */
  async firstLine(): Promise<Buffer> {
    decoderOf(this.encoding);
    const beginning = await this.reader.read(firstLineBytes);
    const line = await this.bounds.decoding.run(this.owner, () =>
      firstLine(beginning, this.encoding, this.reader.isWhole),
    );
    if (line === undefined) throw ingestErrors.invalidEnvelopeHeader();
    if (line.length === 0 && this.reader.isWhole) throw ingestErrors.emptyBody();
    return line;
  }

  /** All of the body, decoded. @throws IngestError 400, 413 or 415; Overloaded. */
  async whole(): Promise<Buffer> {
    decoderOf(this.encoding);
    const body = await this.decode(await this.reader.read(), (sent) =>
      decodeBody(sent, this.encoding, this.maxBytes),
    );
    if (body.length === 0) throw ingestErrors.emptyBody();
    return body;
  }

  /** As `whole`, of a body that may also be base64 of zlib, as the store endpoint takes it. */
  async wholeLegacy(): Promise<Buffer> {
    return this.decode(await this.whole(), (body) => decodeLegacyBody(body, this.maxBytes));
  }

  /** Gives the memory back; the bytes must no longer be used. */
  release(): void {
    this.reader.clear();
    this.hold.release();
  }

  /** Decodes when it is its turn, and counts the result in place of what was sent. */
  private async decode(sent: Buffer, decode: (sent: Buffer) => Promise<Buffer>): Promise<Buffer> {
    const decoded = await this.bounds.decoding.run(this.owner, () => decode(sent));
    this.reader.clear();
    this.hold.resize(decoded.length);
    return decoded;
  }
}
