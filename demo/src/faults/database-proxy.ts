import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { databaseAddress, databaseUrlThrough, socketIn } from './database-address';

/** Stands between the API and its database, so that the database can be taken away without stopping it. */
export interface DatabaseProxy {
  /** The connection string to give to the API. */
  readonly url: string;
  /** Cuts every connection, and every new one at once. */
  cut(): void;
  /** Holds whatever goes to the database back, so many milliseconds a piece; 0 no more. Answers pass at once. */
  delay(ms: number): void;
  /** Lets connections through again. */
  mend(): void;
  stop(): Promise<void>;
}

const PORT_IN_SOCKET_NAME = 5432;

/** A reset where there is one (TCP): the client learns at once, and no port is held in TIME_WAIT. */
function drop(socket: Socket): void {
  if (socket.remoteFamily === undefined) socket.destroy();
  else socket.resetAndDestroy();
}

/**
 * Starts the proxy for a `postgres://` URL. It listens on what the database listens on: a port of 127.0.0.1 for TCP,
 * a unix socket in a folder of its own (0700) for a unix socket, so an embedded database without password stays private.
 * @throws DemoError `DATABASE_URL_UNUSABLE`
 */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = databaseAddress(databaseUrl);
  const sockets = new Set<Socket>();
  let gone = false;
  let delayMs = 0;
  const held = (): Transform =>
    new Transform({
      transform: (piece: Buffer, _encoding, pass) => {
        if (delayMs === 0) pass(null, piece);
        else setTimeout(() => pass(null, piece), delayMs);
      },
    });

  const track = (socket: Socket, peer: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => peer.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      peer.destroy();
    });
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    if (gone) {
      client.on('error', () => undefined);
      drop(client);
      return;
    }
    const database = connect({ ...target, allowHalfOpen: true, noDelay: true });
    track(client, database);
    track(database, client);
    client.pipe(held()).pipe(database).pipe(client);
  });

  const folder = 'path' in target ? await mkdtemp(join(tmpdir(), 'express-slo-stack-db-')) : undefined;
  const listenOn = folder ? { path: socketIn(folder, PORT_IN_SOCKET_NAME) } : { host: '127.0.0.1', port: 0 };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listenOn, resolve);
  });
  const proxy = folder
    ? { host: folder, port: PORT_IN_SOCKET_NAME }
    : { host: '127.0.0.1', port: (server.address() as AddressInfo).port };

  return {
    url: databaseUrlThrough(databaseUrl, proxy),
    cut() {
      gone = true;
      sockets.forEach(drop);
    },
    delay(ms) {
      delayMs = ms;
    },
    mend() {
      gone = false;
    },
    async stop() {
      sockets.forEach(drop);
      await new Promise((resolve) => server.close(resolve));
      if (folder) await rm(folder, { recursive: true, force: true });
    },
  };
}
