import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { databaseAddress, databaseUrlThrough } from './database-address';
import { startDatabaseProxy, type DatabaseProxy } from './database-proxy';

describe('addresses', () => {
  test.each([
    ['postgres://u:p@db:6000/gt', { host: 'db', port: 6000 }],
    ['postgresql://u@db/gt', { host: 'db', port: 5432 }],
    ['postgres:///gt?host=/run/pg', { path: '/run/pg/.s.PGSQL.5432' }],
    ['postgres://u@%2Frun%2Fpg:6000/gt', { path: '/run/pg/.s.PGSQL.6000' }],
    ['postgres://u@localhost:6000/gt?host=/run/pg', { path: '/run/pg/.s.PGSQL.6000' }],
  ])('%s', (url, address) => {
    expect(databaseAddress(url)).toEqual(address);
  });

  test('through the proxy, only the place changes', () => {
    expect(
      databaseUrlThrough('postgres://u:p%40ss@db:6000/gt?sslmode=disable', { host: '127.0.0.1', port: 1 }),
    ).toBe('postgres://u:p%40ss@127.0.0.1:1/gt?sslmode=disable');
    const throughSocket = databaseUrlThrough('postgres://u@%2Frun%2Fpg/gt', { host: '/tmp/x', port: 5432 });
    expect(databaseAddress(throughSocket)).toEqual({ path: '/tmp/x/.s.PGSQL.5432' });
  });

  test.each(['postgres://u:secret@db:99999/gt', 'postgres://u:secret@[/gt'])(
    'an address that cannot be used is refused without telling the password',
    (url) => {
      const address = () => databaseAddress(url);
      expect(address).toThrow(expect.objectContaining({ code: 'DATABASE_URL_UNUSABLE' }) as Error);
      expect(address).not.toThrow(/secret/);
    },
  );
});

describe.each(['TCP', 'unix socket'])('over a %s', (kind) => {
  let folder: string;
  let database: Server;
  let proxy: DatabaseProxy;
  const atDatabase: Socket[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'db-'));
    // Echoes, and says goodbye after the client has said it: half-open connections must survive the proxy.
    database = createServer({ allowHalfOpen: true }, (socket) => {
      atDatabase.push(socket);
      socket.on('data', (data) => socket.write(data));
      socket.on('end', () => socket.end('bye'));
      socket.on('error', () => undefined);
    });
    database.listen(
      kind === 'TCP' ? { port: 0, host: '127.0.0.1' } : { path: join(folder, '.s.PGSQL.5432') },
    );
    await once(database, 'listening');
    const url =
      kind === 'TCP'
        ? `postgres://u:p@127.0.0.1:${(database.address() as AddressInfo).port}/gt`
        : `postgres://u@localhost/gt?host=${folder}`;
    proxy = await startDatabaseProxy(url);
  });
  afterEach(async () => {
    await proxy.stop();
    atDatabase.splice(0).forEach((socket) => socket.destroy());
    await new Promise((resolve) => database.close(resolve));
    await rm(folder, { recursive: true });
  });

  const connected = async (): Promise<Socket> => {
    const socket = connect(databaseAddress(proxy.url));
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };
  const echo = async (socket: Socket, text: string): Promise<string> => {
    socket.write(text);
    const [data] = (await once(socket, 'data')) as [Buffer];
    return data.toString();
  };
  const closed = async (socket: Socket): Promise<void> => {
    // Not events.once: it would reject on the reset that is looked for here.
    if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
  };

  test('bytes pass in both directions, and an end on one side is an end on the other', async () => {
    const socket = await connected();
    expect(await echo(socket, 'select 1')).toBe('select 1');
    const rest: Buffer[] = [];
    socket.on('data', (data: Buffer) => rest.push(data));
    socket.end();
    await closed(socket);
    expect(Buffer.concat(rest).toString()).toBe('bye');
  });

  test('cut: open connections break on both sides, new ones break at once; mended: it works again', async () => {
    const open = await connected();
    await echo(open, 'x');
    proxy.cut();
    await closed(open);
    const refused = connect(databaseAddress(proxy.url));
    refused.on('error', () => undefined);
    await closed(refused);
    await Promise.all(atDatabase.map(closed));
    expect(atDatabase).toHaveLength(1);

    proxy.mend();
    const again = await connected();
    expect(await echo(again, 'select 2')).toBe('select 2');
    again.destroy();
  });

  test('slow: what goes to the database is held back, on open connections too, until it is not', async () => {
    const socket = await connected();
    await echo(socket, 'x');
    proxy.delay(300);
    const began = performance.now();
    expect(await echo(socket, 'select 1')).toBe('select 1');
    expect(performance.now() - began).toBeGreaterThanOrEqual(295);
    proxy.delay(0);
    expect(await echo(socket, 'select 2')).toBe('select 2');
    socket.destroy();
  });

  test('a database that is really away breaks the connection', async () => {
    await new Promise((resolve) => database.close(resolve));
    const socket = await connected();
    await closed(socket);
    database.listen(kind === 'TCP' ? { port: 0 } : { path: join(folder, '.s.PGSQL.5432') });
    await once(database, 'listening');
  });

  test('nobody else can reach an embedded database through it', async () => {
    const address = databaseAddress(proxy.url);
    if (!('path' in address)) {
      expect(address.host).toBe('127.0.0.1');
      return;
    }
    expect((await stat(dirname(address.path))).mode & 0o777).toBe(0o700);
  });
});
