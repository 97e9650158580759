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

type TypedKind = 'statements' | 'flush' | 'terminate' | 'partOfStatements' | 'copy';
/** What each typed message means here (PostgreSQL protocol 3.0, "Message Formats"). Any other type is an error. */
const kindOfType: ReadonlyMap<number, TypedKind> = new Map(
  Object.entries({
    B: 'partOfStatements',
    C: 'partOfStatements',
    D: 'partOfStatements',
    E: 'partOfStatements',
    P: 'partOfStatements',
    F: 'statements',
    Q: 'statements',
    S: 'statements',
    H: 'flush',
    X: 'terminate',
    c: 'copy',
    d: 'copy',
    f: 'copy',
  } satisfies Record<string, TypedKind>).map(([letter, kind]) => [letter.charCodeAt(0), kind]),
);
/** The two messages that run a statement, and so may begin COPY … FROM STDIN. */
const runs = new Set(['E', 'Q'].map((letter) => letter.charCodeAt(0)));

/** PostgreSQL's own limit for a start-up packet. Bytes. */
const largestStartup = 10_000;
/** The most that a client may send before it is answered. Bytes. */
const largestUnit = 256 * 1024 * 1024;

/** What a client sends, as one piece that must not be torn apart. Only after `statements` is the server ready again. */
export interface Unit {
  kind: 'encryption' | 'cancel' | 'startup' | 'statements' | 'flush' | 'terminate';
  bytes: Buffer;
}

interface Frame {
  kind: Unit['kind'] | TypedKind;
  length: number;
}

function untypedFrame(buffer: Buffer): Frame | undefined {
  if (buffer.length < 8) return undefined;
  const length = buffer.readInt32BE(0);
  const kind = requestCodes.get(buffer.readInt32BE(4));
  if (kind === undefined) throw new Error(`unknown start-up request ${buffer.readInt32BE(4)}`);
  if (length < 8 || length > largestStartup) throw new Error(`start-up request of length ${length}`);
  return { kind, length };
}

function typedFrame(buffer: Buffer, at: number): Frame | undefined {
  if (buffer.length < at + 5) return undefined;
  const type = buffer.readUInt8(at);
  const length = 1 + buffer.readInt32BE(at + 1);
  const kind = kindOfType.get(type);
  if (kind === undefined) throw new Error(`invalid frontend message type ${type}`);
  if (length < 5) throw new Error(`message of length ${length}`);
  if (at + length > largestUnit) throw new Error(`more than ${largestUnit} bytes before an answer`);
  return { kind, length };
}

/**
 * Cuts a client's byte stream into units: the start-up requests, then everything up to a message that the
 * server answers (PostgreSQL protocol 3.0, section "Message Flow"). Parse, Bind and Execute of one client stay
 * together, so two clients can share one session without binding to each other's statement.
 *
 * The embedded engine cannot wait for data that a client has yet to send. So `refusal`, a CopyFail message, follows
 * each message that runs a statement: COPY … FROM STDIN reads it and fails, and everything else ignores it. The
 * client's own copy messages come too late and are dropped, as a server does after a failed COPY.
 */
export class UnitReader {
  private chunks: Buffer[] = [];
  private size = 0;
  /** Bytes that the unfinished frame needs. */
  private wanted = 0;
  private started = false;

  constructor(private readonly refusal: Buffer) {}

  /** @throws Error when the bytes are not the PostgreSQL protocol. */
  read(chunk: Buffer): Unit[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size < this.wanted) return [];
    let buffer = Buffer.concat(this.chunks);
    const units: Unit[] = [];
    for (let next = this.next(buffer); next !== undefined; next = this.next(buffer)) {
      units.push(next.unit);
      buffer = buffer.subarray(next.end);
    }
    this.chunks = [buffer];
    this.size = buffer.length;
    return units;
  }

  private next(buffer: Buffer): { unit: Unit; end: number } | undefined {
    const parts: Buffer[] = [];
    for (let at = 0; ;) {
      const frame = this.started ? typedFrame(buffer, at) : untypedFrame(buffer);
      this.wanted = at + (frame?.length ?? 0);
      if (frame === undefined || buffer.length < this.wanted) return undefined;
      const { kind } = frame;
      const message = buffer.subarray(at, this.wanted);
      at = this.wanted;
      if (kind !== 'copy') parts.push(message);
      if (this.started && runs.has(message.readUInt8(0))) parts.push(this.refusal);
      if (kind === 'copy' || kind === 'partOfStatements') continue;
      if (kind === 'startup') this.started = true;
      return { unit: { kind, bytes: Buffer.concat(parts) }, end: at };
    }
  }
}
