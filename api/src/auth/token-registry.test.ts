import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, engines, silent, type TestDatabase } from '../testing/database.test.support';
import type { Database } from '../store/open-database';
import { newToken } from './token';
import { readTokenFile, type TokenFile } from './token-files';
import { TokenRegistry } from './token-registry';
import { createToken, listTokens, revokeToken } from './token-store';

const scrapeFile: TokenFile = { name: 'scrape-token', scopes: ['metrics:read'] };

describe.each(engines)('$name', (engine) => {
  let database: TestDatabase;
  let db: Database;
  let directory: string;
  let registry: TokenRegistry;

  const scrapeToken = () => readTokenFile(directory, scrapeFile);

  beforeAll(async () => {
    database = await engine.start();
    db = connect(database.url);
  });
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'express-slo-secrets-'));
    registry = new TokenRegistry({ db, logger: silent, directory });
    await registry.start();
  });
  afterEach(() => rm(directory, { recursive: true }));
  afterAll(async () => {
    await db.destroy();
    await database.stop();
  });

  test('tokens of files have the scopes of their file', async () => {
    expect(await registry.verify(await scrapeToken())).toMatchObject({ scopes: ['metrics:read'] });
  });

  test('a token is stored as a digest only', async () => {
    const { token } = await createToken(db, { name: 'x', scopes: ['org:read'] });
    expect(JSON.stringify(await listTokens(db))).not.toContain(token);
    expect(await registry.verify(token)).toMatchObject({ name: 'x', scopes: ['org:read'] });
  });

  test('an unknown token stands for nobody', async () => {
    expect(await registry.verify(newToken())).toBeUndefined();
    expect(await registry.verify('')).toBeUndefined();
  });

  test('an expired token stands for nobody, even while it is remembered', async () => {
    const { token } = await createToken(db, {
      name: 'short',
      scopes: ['org:read'],
      expiresAt: new Date(Date.now() + 400),
    });
    expect(await registry.verify(token)).toBeDefined();
    await new Promise((wake) => setTimeout(wake, 500));
    expect(await registry.verify(token)).toBeUndefined();
  });

  test('a token that is not valid yet stands for nobody', async () => {
    const { id, token } = await createToken(db, { name: 'later', scopes: ['org:read'] });
    await db
      .updateTable('api_tokens')
      .set({ not_before: new Date(Date.now() + 60_000) })
      .where('id', '=', id)
      .execute();
    expect(await registry.verify(token)).toBeUndefined();
  });

  test('a revoked token stands for nobody', async () => {
    const { id, token } = await createToken(db, { name: 'gone', scopes: ['org:read'] });
    expect(await revokeToken(db, id)).toBe(true);
    expect(await registry.verify(token)).toBeUndefined();
    expect(await revokeToken(db, id)).toBe(false);
  });

  test('rotation: the new token of a changed file is valid, the old one still is', async () => {
    const old = await scrapeToken();
    const fresh = newToken();
    await writeFile(join(directory, 'scrape-token'), `${fresh}\n`);
    await registry.reread();
    expect(await registry.verify(fresh)).toMatchObject({ scopes: ['metrics:read'] });
    expect(await registry.verify(old)).toMatchObject({ scopes: ['metrics:read'] });
    const old_row = (await listTokens(db)).find(({ prefix }) => old.startsWith(prefix));
    expect(old_row?.source).toBe('file:scrape-token');
  });

  test('a file that is spoilt or gone leaves its token valid', async () => {
    const token = await scrapeToken();
    await writeFile(join(directory, 'scrape-token'), 'spoilt');
    await registry.reread();
    expect(await registry.verify(token)).toBeDefined();
    await rm(join(directory, 'scrape-token'));
    await registry.reread();
    expect(await registry.verify(token)).toBeDefined();
  });

  test('a start with a spoilt file is refused', async () => {
    await writeFile(join(directory, 'scrape-token'), 'spoilt');
    const second = new TokenRegistry({ db, logger: silent, directory });
    await expect(second.start()).rejects.toMatchObject({ code: 'bad_token_file' });
  });

  test('tokens of files are known while the database is away, also after rotation; others are an error', async () => {
    const away = new TokenRegistry({
      db: connect('postgresql://x@127.0.0.1:1/x'),
      logger: silent,
      directory,
    });
    await away.reread();
    expect(await away.verify(await scrapeToken())).toBeDefined();
    const fresh = newToken();
    await writeFile(join(directory, 'scrape-token'), fresh);
    await away.reread();
    expect(await away.verify(fresh)).toBeDefined();
    await expect(away.verify(newToken())).rejects.toThrow('not available');
  });
});
