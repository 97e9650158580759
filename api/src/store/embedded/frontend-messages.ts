const startupProtocol = 3 << 16;
const sslRequest = 80877103;
const gssEncryptionRequest = 80877104;
const cancelRequest = 80877102;
/** Codes that a client sends where the protocol version would be, before any typed message. */
const requestCodes = new Map<number, Unit['kind']>([
  [sslRequest, 'encryption'],
  [gssEncryptionRequest, 'encryption'],
  [cancelRequest, 'cancel'],
  [startupProtocol, 'startup'],
]);

/** Messages after which the server owes an answer: Query, Sync, Flush, FunctionCall. */
const answered = new Set(['Q', 'S', 'H', 'F'].map((letter) => letter.charCodeAt(0)));
const terminate = 'X'.charCodeAt(0);

/** What a client asks for, as one piece that must not be torn apart. */
export interface Unit {
  kind: 'encryption' | 'cancel' | 'startup' | 'statements' | 'terminate';
  bytes: Buffer;
}

interface Frame {
  kind: Unit['kind'] | 'partOfStatements';
  length: number;
}

function untypedFrame(buffer: Buffer): Frame | undefined {
  if (buffer.length < 8) return undefined;
  const kind = requestCodes.get(buffer.readInt32BE(4));
  if (kind === undefined) throw new Error(`unknown start-up request ${buffer.readInt32BE(4)}`);
  return { kind, length: buffer.readInt32BE(0) };
}

function typedFrame(buffer: Buffer, at: number): Frame | undefined {
  if (buffer.length < at + 5) return undefined;
  const type = buffer.readUInt8(at);
  const length = 1 + buffer.readInt32BE(at + 1);
  if (length < 5) throw new Error(`message of length ${length}`);
  if (type === terminate) return { kind: 'terminate', length };
  return { kind: answered.has(type) ? 'statements' : 'partOfStatements', length };
}

/**
 * Cuts a client's byte stream into units: the start-up requests, then everything up to a message that the
 * server answers (PostgreSQL protocol 3.0, section "Message Flow"). Parse, Bind and Execute of one client stay
 * together, so two clients can share one session without binding to each other's statement.
 */
export class UnitReader {
  private buffer: Buffer = Buffer.alloc(0);
  private started = false;

  /** @throws Error when the bytes are not the PostgreSQL protocol. */
  read(chunk: Buffer): Unit[] {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    const units: Unit[] = [];
    for (let unit = this.next(); unit !== undefined; unit = this.next()) units.push(unit);
    return units;
  }

  private next(): Unit | undefined {
    let end = 0;
    for (;;) {
      const frame = this.started ? typedFrame(this.buffer, end) : untypedFrame(this.buffer);
      if (frame === undefined || this.buffer.length < end + frame.length) return undefined;
      end += frame.length;
      if (frame.kind === 'partOfStatements') continue;
      if (frame.kind === 'startup') this.started = true;
      const bytes = this.buffer.subarray(0, end);
      this.buffer = this.buffer.subarray(end);
      return { kind: frame.kind, bytes };
    }
  }
}
