// `npm run rename -- my-service [--repository owner/name]`: makes this template yours. Renames the packages,
// the scrape job, the service label and the SLOs, in file contents and in file names, then installs,
// formats and regenerates. Prints what it changed; changes nothing when the name is not usable.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Files that keep the template's name: its licence, its history, and the SLO compiler's own annotation keys. */
const keep = new Set([
  'LICENSE',
  'observability/LICENSE',
  'CHANGELOG.md',
  'scripts/rename.mjs',
  'tests/template/rename.test.ts',
  'observability/src/slo/readers/openslo/annotations.ts',
  'docs/slo-reference.md',
]);
const keepFolders = ['observability/fixtures/', 'observability/src/cli/__snapshots__/'];
const isKept = (file) => keep.has(file) || keepFolders.some((folder) => file.startsWith(folder));
const usableName = /^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

function fail(message) {
  console.error(`rename: ${message}`);
  process.exit(2);
}

function readArguments() {
  const options = { repository: { type: 'string' }, help: { type: 'boolean', short: 'h' } };
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    return { ...values, name: positionals[0], extra: positionals.slice(1) };
  } catch (error) {
    return fail(`${error.message}. Usage: npm run rename -- NAME [--repository owner/name]`);
  }
}

/** The repository that runbook links point to: as given, else the git remote's, else NAME/NAME. */
function repositoryOf(given, name) {
  if (given !== undefined) {
    if (!/^[\w.-]+\/[\w.-]+$/.test(given)) fail(`--repository "${given}" is not of the form owner/name`);
    return given;
  }
  const remote =
    spawnSync('git', ['remote', 'get-url', 'origin'], { cwd: root, encoding: 'utf8' }).stdout ?? '';
  return /github\.com[:/]([\w.-]+\/[\w-]+?)(?:\.git)?\s*$/.exec(remote)?.[1] ?? `${name}/${name}`;
}

/** A word of its own, so that "gt-api" does not touch "gt-apis"; hyphens may follow ("gt-api-latency"). */
const wordOf = (text) => new RegExp(`(?<![A-Za-z0-9])${text.replace(/[/.]/g, '\\$&')}(?![A-Za-z0-9])`, 'g');

function trackedFiles() {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(list.split('\0'))].filter((file) => file !== '' && !isKept(file));
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) fail(`"${command} ${args.join(' ')}" failed; mend what it says and run it again`);
}

const { name, repository, help, extra } = readArguments();
if (help) {
  console.log(
    'npm run rename -- NAME [--repository owner/name]\n\nNAME: lower-case letters, digits and hyphens, at most 40.',
  );
  process.exit(0);
}
if (name === undefined) fail('a name is missing. Usage: npm run rename -- NAME [--repository owner/name]');
if (extra.length > 0) fail(`one name is enough; "${extra.join(' ')}" is too much`);
if (!usableName.test(name)) {
  fail(
    `"${name}" cannot be used: lower-case letters, digits and hyphens, starting with a letter, at most 40 characters`,
  );
}
const { service } = manifest.config;
if (name === service) fail(`the service is already called "${name}"`);

const newRepository = repositoryOf(repository, name);
const replacements = [
  [wordOf(manifest.config.repository), newRepository],
  [wordOf(manifest.name), name],
  [wordOf(service), name],
];
const rewrite = (text) => replacements.reduce((done, [from, to]) => done.replace(from, to), text);

let changed = 0;
for (const file of trackedFiles()) {
  const path = join(root, file);
  const bytes = readFileSync(path);
  if (!bytes.includes(0)) {
    const before = bytes.toString('utf8');
    const after = rewrite(before);
    if (after !== before) {
      writeFileSync(path, after);
      changed += 1;
    }
  }
  const newName = rewrite(basename(file));
  if (newName !== basename(file)) renameSync(path, join(root, dirname(file), newName));
}
console.log(`rename: "${service}" is now "${name}" in ${changed} files.`);
console.log(
  `rename: runbook links point to github.com/${newRepository}; --repository owner/name says otherwise.`,
);
console.log('rename: installing and regenerating; this takes a few minutes …');

run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error']);
run('npm', ['run', '--silent', 'slo', '--', 'build']);
run('npx', ['--no', '--', 'prettier', '--write', '.', '--log-level', 'warn']);
console.log('rename: done. Look at the change with "git diff", then run "npm test".');
