// `npm test`: build, drift of generated files, format, lint, then jest. Arguments go to jest: `npm test -- --selectProjects unit`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const jestArguments = process.argv.slice(2);

/** The suites share two programs' time: units run side by side, those on the running stack one after another. */
const jestRuns =
  jestArguments.length > 0
    ? [jestArguments]
    : [
        ['--selectProjects', 'unit', 'config'],
        ['--selectProjects', 'stack', '--runInBand'],
        ['--selectProjects', 'template'],
      ];

const steps = [
  ['build', 'node', ['scripts/build.mjs']],
  ['generated files', 'node', ['observability/bin/slo.js', 'build', '--check']],
  ['format', 'npx', ['--no', '--', 'prettier', '--check', '.', '--cache', '--log-level', 'warn']],
  ['lint', 'npm', ['run', '--silent', 'lint']],
  ...jestRuns.map((run) => ['jest', 'npx', ['--no', '--', 'jest', ...run]]),
];

for (const [name, command, args] of steps) {
  console.error(`\n— ${name}: ${command} ${args.join(' ')}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`\nnpm test: step "${name}" failed`);
    process.exit(status ?? 1);
  }
}
