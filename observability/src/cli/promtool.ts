import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Checked } from './check';
import { CommandError } from './command-error';
import type { Environment } from './environment';
import { compileOptions, type SharedOptions } from './options';
import { filesOf } from './outputs';
import { plural } from './terminal/findings';

/** As `--promtool` without a path has it. */
export const promtoolOnPath = 'promtool';

/** A command line holds only so many names. */
const filesPerRun = 200;

/**
 * Has promtool check the rules and run their tests before anything is written. Prints what it refuses, and returns whether it
 * took everything. Throws `CommandError` `promtool-missing`.
 */
export function passesPromtool(
  { slos }: Checked,
  promtool: string,
  options: SharedOptions,
  environment: Environment,
): boolean {
  const { stderr, cwd } = environment;
  const folder = mkdtempSync(join(tmpdir(), 'slo-promtool-'));
  try {
    const names = slos.flatMap(({ slo }) => {
      const { files } = filesOf(slo, compileOptions(options));
      for (const [name, text] of files) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      return [...files.keys()];
    });
    const of = (part: string) => names.filter((name) => dirname(name) === part);
    // A name without a separator is looked up on PATH.
    const program = basename(promtool) === promtool ? promtool : resolve(cwd, promtool);
    requirePromtool(program, folder, environment);
    const refused = [
      ...runEach(program, ['check', 'rules'], of('rules'), folder, environment),
      ...runEach(program, ['test', 'rules'], of('tests'), folder, environment),
    ];
    for (const output of refused) stderr.write(output);
    if (refused.length > 0) stderr.write(`${promtool} refuses what would be written; nothing is written\n`);
    else if (!options.quiet) stderr.write(`${promtool} takes ${plural(names.length, 'file')}\n`);
    return refused.length === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs promtool on files, as many at once as a command line holds; returns the outputs of runs that failed. */
function runEach(
  program: string,
  command: readonly string[],
  names: readonly string[],
  cwd: string,
  { env }: Environment,
): string[] {
  const outputs: string[] = [];
  for (let first = 0; first < names.length; first += filesPerRun) {
    const { status, output } = run(
      program,
      [...command, ...names.slice(first, first + filesPerRun)],
      cwd,
      env,
    );
    if (status !== 0) outputs.push(output);
  }
  return outputs;
}

/** Another program would take anything. */
function requirePromtool(program: string, cwd: string, { env }: Environment): void {
  const { output } = run(program, ['--version'], cwd, env);
  if (output.startsWith('promtool')) return;
  throw new CommandError('promtool-missing', { path: program, reason: 'it is another program' });
}

function run(program: string, args: readonly string[], cwd: string, env: Environment['env']) {
  const options = { cwd, env, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 } as const;
  const { status, error, stdout, stderr } = spawnSync(program, args, options);
  if (error) throw new CommandError('promtool-missing', { path: program, reason: error.message });
  return { status, output: stdout + stderr };
}
