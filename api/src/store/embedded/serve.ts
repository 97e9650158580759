import { createServer, type Server, type Socket } from 'node:net';
import { UnitReader, type Unit } from './frontend-messages';
import type { SessionQueue } from './session-queue';

const encryptionRefused = Buffer.from('N');

function connect(socket: Socket, queue: SessionQueue): void {
  const client = {};
  const reader = new UnitReader();
  const answers: Record<Unit['kind'], (bytes: Buffer) => Promise<void>> = {
    encryption: () => Promise.resolve(void socket.write(encryptionRefused)),
    // One session cannot cancel its own statement; closing is the protocol's whole answer.
    cancel: () => Promise.resolve(void socket.end()),
    terminate: () => Promise.resolve(void socket.end()),
    startup: async (bytes) => void socket.write(await queue.run(client, bytes)),
    statements: async (bytes) => void socket.write(await queue.run(client, bytes)),
  };
  let previous = Promise.resolve();
  const answer = async (chunk: Buffer): Promise<void> => {
    for (const unit of reader.read(chunk)) await answers[unit.kind](unit.bytes);
  };
  socket.on('data', (chunk: Buffer) => {
    previous = previous.then(() => answer(chunk)).catch(() => void socket.destroy());
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    previous = previous.then(() => queue.leave(client)).catch(() => undefined);
  });
}

/** Serves one database session to any number of clients over a unix socket. */
export function serve(queue: SessionQueue, path: string): Promise<Server> {
  const server = createServer((socket) => connect(socket, queue));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}
