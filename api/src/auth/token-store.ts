import type { Database } from '../store/open-database';
import type { ApiTokenRow } from '../store/schema';
import { digestOf, newToken, prefixOf } from './token';

export interface NewToken {
  name: string;
  scopes: readonly string[];
  /** When it stops being valid; without, when it is revoked. */
  expiresAt?: Date;
}

/** Makes a token. It is returned once and stored only as a digest. */
export async function createToken(db: Database, options: NewToken): Promise<{ id: number; token: string }> {
  const token = newToken();
  const { id } = await db
    .insertInto('api_tokens')
    .values({
      name: options.name,
      digest: digestOf(token),
      prefix: prefixOf(token),
      scopes: [...options.scopes],
      source: 'cli',
      expires_at: options.expiresAt ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, token };
}

/** Stores a token that is kept in a file, or gives the stored one the file's scopes. */
export async function registerFileToken(
  db: Database,
  file: { name: string; digest: string; prefix: string; scopes: readonly string[] },
): Promise<void> {
  const values = { scopes: [...file.scopes], source: `file:${file.name}`, expires_at: null };
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('api_tokens')
    .values({ name: file.name, digest: file.digest, prefix: file.prefix, ...values })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) {
    await db.updateTable('api_tokens').set(values).where('digest', '=', file.digest).execute();
  }
}

/** All tokens, oldest first, expired ones too. */
export const listTokens = (db: Database): Promise<ApiTokenRow[]> =>
  db.selectFrom('api_tokens').selectAll().orderBy('id').execute();

/** Ends a token's validity. False when there is none of that id. */
export async function revokeToken(db: Database, id: number): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('api_tokens').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** The tokens of digests, whether they are valid now or not. */
export const findTokens = (db: Database, digests: readonly string[]): Promise<ApiTokenRow[]> =>
  db.selectFrom('api_tokens').selectAll().where('digest', 'in', digests).execute();
