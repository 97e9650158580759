import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAlone } from './start-alone';

jest.setTimeout(120_000);

/** Answers like Prometheus, as far as being ready goes, and takes its port from its arguments. */
const stub = `#!${process.execPath}
const [, , address] = process.argv;
const [host, port] = address.split(':');
require('node:http').createServer((_, response) => response.end('ready')).listen(Number(port), host);
`;

let folder: string;
let program: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'alone-'));
  program = path.join(folder, 'stub');
  await writeFile(program, stub, { mode: 0o700 });
});
afterEach(() => rm(folder, { recursive: true }));

test('it runs until it is stopped, and its folder goes with it', async () => {
  let place = '';
  const { url, stop } = await startAlone('prometheus', {
    program,
    prepare: async ({ folder: own, address }) => {
      place = own;
      await writeFile(path.join(own, 'written'), 'before the start');
      return [address];
    },
  });
  expect((await fetch(`${url}/`)).status).toBe(200);
  expect(await readFile(path.join(place, 'written'), 'utf8')).toBe('before the start');
  await stop();
  await expect(fetch(`${url}/`)).rejects.toThrow();
  await expect(stat(place)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a port that somebody else took meanwhile is left to them', async () => {
  const tried: string[] = [];
  const taker = createServer();
  const { url, stop } = await startAlone('prometheus', {
    program,
    prepare: async ({ address }) => {
      tried.push(address);
      const port = Number(address.split(':')[1]);
      if (tried.length === 1) await new Promise<void>((done) => taker.listen(port, '127.0.0.1', done));
      return [address];
    },
  });
  taker.close();
  expect(tried).toHaveLength(2);
  expect(url).toBe(`http://${tried[1]}`);
  await stop();
});

test('one that ends at once says why, and leaves no folder', async () => {
  let place = '';
  await writeFile(program, `#!${process.execPath}\nthrow new Error('no such setting');\n`);
  const started = startAlone('prometheus', {
    program,
    prepare: ({ folder: own, address }) => {
      place = own;
      return Promise.resolve([address]);
    },
  });
  await expect(started).rejects.toMatchObject({
    code: 'COMPONENT_EXITED',
    message: expect.stringContaining('no such setting') as string,
  });
  await expect(stat(place)).rejects.toMatchObject({ code: 'ENOENT' });
});
