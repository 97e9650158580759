import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { run } from '../programs/run';
import { projectRoot } from '../root';
import { projectsOf, tokenRun } from './where';

/**
 * `npm run token -- …`: the API's token command on the database that is in use. A running stack in containers comes
 * first; DATABASE_URL and DATA_DIR, where given, say another place; else the data folder of `npm start`.
 */
async function main(args: readonly string[]): Promise<number> {
  const { data, rest } = splitData(args);
  const told = process.env['DATABASE_URL'] ?? process.env['DATA_DIR'];
  const container = told === undefined ? await apiContainer(data) : undefined;
  const { command, args: all, env } = tokenRun({ data, ...(container ? { container } : {}) }, rest);
  const { status } = spawnSync(command, all, { stdio: 'inherit', env: { ...env, ...process.env } });
  return status ?? 1;
}

/** `--data FOLDER` is ours; everything else is the command's. */
function splitData(args: readonly string[]): { data: string; rest: readonly string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' } },
    strict: false,
    tokens: true,
  });
  const given = tokens.find((token) => token.kind === 'option' && token.name === 'data');
  if (given?.kind !== 'option' || given.value === undefined) return { data: '.stack', rest: args };
  const length = given.inlineValue === true ? 1 : 2;
  return { data: given.value, rest: args.filter((_, at) => at < given.index || at >= given.index + length) };
}

async function apiContainer(data: string): Promise<string | undefined> {
  for (const project of projectsOf(data)) {
    const compose = ['compose', ...project, '--project-directory', projectRoot, 'ps', '--quiet', 'api'];
    const id = await run('docker', compose, { timeout: 10_000 }).catch(() => '');
    if (id.trim() !== '') return id.trim();
  }
  return undefined;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
