import { Command, InvalidArgumentError } from 'commander';
import { allScopes } from '../auth/scopes';
import { createToken, listTokens, revokeToken } from '../auth/token-store';
import { tokenFiles } from '../auth/token-files';
import { loadConfig } from '../config/load-config';
import type { Database } from '../store/open-database';
import { ApiError } from '../errors';
import { parseDuration } from './duration';
import { tokenTable } from './token-table';
import { withDatabase } from './with-database';

export interface CommandOutput {
  out: (text: string) => void;
  err: (text: string) => void;
}

const collectScopes = (value: string, previous: readonly string[] = []): string[] => {
  const scopes = value.split(/[\s,]+/).filter((scope) => scope !== '');
  const unknown = scopes.filter((scope) => !allScopes.includes(scope));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(`${unknown.join(', ')} is no scope. Known are: ${allScopes.join(', ')}.`);
  }
  return [...previous, ...scopes];
};

const timeFromNow = (value: string): Date => {
  const milliseconds = parseDuration(value);
  if (milliseconds === undefined) {
    throw new InvalidArgumentError('Give a whole number and a unit, such as 30d, 12h or 15m.');
  }
  return new Date(Date.now() + milliseconds);
};

const tokenId = (value: string): number => {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('Give the number that "token list" shows.');
  return Number(value);
};

async function revoke(db: Database, id: number): Promise<void> {
  const token = (await listTokens(db)).find((row) => row.id === id);
  if (token === undefined) {
    throw new ApiError('no_such_token', `There is no token ${id}. "token list" shows all.`);
  }
  await revokeToken(db, id);
}

/** The `token` command. `env` says where the database is, as for the API itself. */
export function tokenCommand(env: NodeJS.ProcessEnv, { out, err }: CommandOutput): Command {
  const work = <T>(run: (db: Database) => Promise<T>): Promise<T> => withDatabase(loadConfig(env), run);
  const program = new Command('token')
    .description(
      'Makes, lists and revokes API tokens. Works on the database that the API is configured to use.',
    )
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err })
    .showHelpAfterError('(see: token --help)');

  program
    .command('create')
    .description('make a token and print it, this one time')
    .requiredOption('--scope <scope…>', 'what it may do; repeat it or separate by commas', collectScopes)
    .option('--name <name>', 'what it is for', 'token')
    .option(
      '--expires-in <time>',
      'how long it is valid, such as 30d, 12h or 15m; without: until revoked',
      timeFromNow,
    )
    .addHelpText('after', `\nScopes: ${allScopes.join(', ')}`)
    .action(async ({ scope, name, expiresIn }: { scope: string[]; name: string; expiresIn?: Date }) => {
      const options = { name, scopes: [...new Set(scope)], ...(expiresIn && { expiresAt: expiresIn }) };
      const { id, token } = await work((db) => createToken(db, options));
      err(`Token ${id} (${options.scopes.join(' ')}). It is not shown again.\n`);
      out(`${token}\n`);
    });

  program
    .command('list')
    .description('show all tokens, without their secret part')
    .action(async () => out(`${tokenTable(await work(listTokens), new Date())}\n`));

  program
    .command('revoke')
    .description(
      `end a token's validity within seconds. A token that is still in one of the files ` +
        `${tokenFiles.map(({ name }) => name).join(', ')} stays valid: put another into the file first`,
    )
    .argument('<id>', 'the number that "token list" shows', tokenId)
    .action(async (id: number) => {
      await work((db) => revoke(db, id));
      err(`Token ${id} is revoked.\n`);
    });

  return program;
}
