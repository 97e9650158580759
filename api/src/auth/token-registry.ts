import { timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../logging/logger';
import type { Database } from '../store/open-database';
import { batchedLookUps } from '../store/batched-look-ups';
import { digestOf, prefixOf } from './token';
import { ensureSecretFiles, readTokenFile, type TokenFile, tokenFiles } from './token-files';
import { findTokens, registerFileToken } from './token-store';

/** Whom a valid token stands for. */
export interface TokenHolder {
  name: string;
  prefix: string;
  scopes: readonly string[];
}

interface KnownToken extends TokenHolder {
  notBefore: number;
  expiresAt: number;
}

interface FileToken {
  digest: string;
  holder: TokenHolder;
  /** Whether the store knows the digest yet. */
  stored: boolean;
}

/** How long an answer of the store is trusted, so also how long a revoked token lives on. */
const trustMs = 5_000;
const mostRemembered = 1_000;

const same = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));

const isValid = (token: KnownToken): boolean => token.notBefore <= Date.now() && Date.now() < token.expiresAt;

export interface TokenRegistryOptions {
  db: Database;
  logger: Logger;
  /** Folder of the token files. */
  directory: string;
}

/**
 * Looks API tokens up: those in files without the database, so that a scrape works while it is away; all
 * others in the store. A changed file is taken over while running; what it held before stays valid in the
 * store until it is revoked.
 */
export class TokenRegistry {
  private readonly files = new Map<string, FileToken>();
  private readonly remembered = new LRUCache<string, KnownToken>({ max: mostRemembered, ttl: trustMs });
  /** Apart from the known ones, so that guesses push none of them out. */
  private readonly unknown = new LRUCache<string, true>({ max: mostRemembered, ttl: trustMs });
  private readonly look: (digest: string) => Promise<KnownToken | undefined>;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: TokenRegistryOptions) {
    this.look = batchedLookUps((digests) => this.ask(digests));
  }

  /**
   * Makes missing token files, reads all, and stores their digests.
   *
   * @throws ApiError `bad_token_file`; errors of the database.
   */
  async start(): Promise<void> {
    await ensureSecretFiles(this.options.directory);
    for (const file of tokenFiles) {
      this.take(file, await readTokenFile(this.options.directory, file));
      await this.store(file);
    }
  }

  /** Reads the files again every so often. Milliseconds. */
  watch(everyMs: number): void {
    this.timer = setInterval(() => void this.reread(), everyMs).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /**
   * Whom a token stands for; undefined when it is unknown, not yet valid, expired or revoked.
   *
   * @throws errors of the database.
   */
  async verify(token: string): Promise<TokenHolder | undefined> {
    const digest = digestOf(token);
    const matches = [...this.files.values()].filter((file) => same(file.digest, digest));
    if (matches[0] !== undefined) return matches[0].holder;
    if (this.unknown.has(digest)) return undefined;
    const known = this.remembered.get(digest) ?? (await this.lookUp(digest));
    return known !== undefined && isValid(known) ? known : undefined;
  }

  private async lookUp(digest: string): Promise<KnownToken | undefined> {
    const known = await this.look(digest);
    if (known === undefined) this.unknown.set(digest, true);
    else this.remembered.set(digest, known);
    return known;
  }

  private async ask(digests: readonly string[]): Promise<Map<string, KnownToken>> {
    const rows = await findTokens(this.options.db, digests);
    return new Map(
      rows.map((row) => [
        row.digest,
        {
          name: row.name,
          prefix: row.prefix,
          scopes: row.scopes,
          notBefore: row.not_before.getTime(),
          expiresAt: row.expires_at?.getTime() ?? Infinity,
        },
      ]),
    );
  }

  private take(file: TokenFile, token: string): void {
    const holder = { name: file.name, prefix: prefixOf(token), scopes: file.scopes };
    this.files.set(file.name, { digest: digestOf(token), holder, stored: false });
  }

  private async store(file: TokenFile): Promise<void> {
    const held = this.files.get(file.name);
    if (held === undefined || held.stored) return;
    await registerFileToken(this.options.db, { ...held.holder, digest: held.digest });
    held.stored = true;
  }

  /** One look at every file; a file that is wrong or gone leaves its token as it is. */
  async reread(): Promise<void> {
    for (const file of tokenFiles) {
      try {
        const token = await readTokenFile(this.options.directory, file);
        const held = this.files.get(file.name);
        if (held === undefined || !same(held.digest, digestOf(token))) {
          this.take(file, token);
          this.options.logger.info(
            { file: file.name, prefix: prefixOf(token) },
            'took over a changed token file',
          );
        }
        await this.store(file);
      } catch (err) {
        this.options.logger.warn({ err, file: file.name }, 'a token file could not be taken over');
      }
    }
  }
}
