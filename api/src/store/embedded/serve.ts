import { createServer, type Server, type Socket } from 'node:net';
import { fatalError, message } from './backend-messages';
import { UnitReader, type Unit } from './frontend-messages';
import type { SessionQueue } from './session-queue';

const encryptionRefused = Buffer.from('N');
const copyRefused = message(
  'f',
  'the embedded database has no COPY … FROM STDIN: use INSERT, or a PostgreSQL server (DATABASE_URL)\0',
);
const protocolViolation = '08P01';

/** A database that clients can connect to. */
export interface Served {
  queue: SessionQueue;
  /** What a new client is greeted with: the session is the same for all. */
  greeting: Buffer;
  /** Called when the session does not get ready again: it is lost, for everybody. */
  onLost: () => void;
}

async function answerTo(unit: Unit, client: object, { queue, greeting, onLost }: Served): Promise<Buffer> {
  if (unit.kind === 'encryption') return encryptionRefused;
  if (unit.kind === 'startup') return greeting;
  const { bytes, status } = await queue.run(client, unit.bytes);
  if (unit.kind === 'statements' && status === undefined) onLost();
  return bytes;
}

/** Waits while the client does not read. Never fails: a client that has gone ends the loop that reads it. */
const send = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => void socket.write(bytes, () => resolve()));

// One session cannot cancel its own statement; closing is the protocol's whole answer.
const closes = (unit: Unit): boolean => unit.kind === 'terminate' || unit.kind === 'cancel';

async function converse(socket: Socket, client: object, served: Served): Promise<void> {
  const reader = new UnitReader(copyRefused);
  for await (const chunk of socket) {
    let units: Unit[];
    try {
      units = reader.read(chunk as Buffer);
    } catch (error) {
      await send(socket, fatalError(protocolViolation, (error as Error).message));
      return;
    }
    for (const unit of units) {
      if (closes(unit)) return;
      await send(socket, await answerTo(unit, client, served));
    }
  }
}

async function connect(socket: Socket, served: Served): Promise<void> {
  const client = {};
  socket.on('error', () => socket.destroy());
  try {
    await converse(socket, client, served);
  } catch {
    socket.destroy();
  } finally {
    socket.end();
    await served.queue.leave(client).catch(() => undefined);
  }
}

/** Serves one database session to any number of clients over a unix socket. */
export function serve(served: Served, path: string): Promise<Server> {
  const server = createServer((socket) => void connect(socket, served));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}
