// `npm test`: build, drift of generated files, format, lint, then jest. Arguments go to jest, but for one:
// --every-back-end runs the stack suites as local processes as well.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const everyBackEnd = '--every-back-end';
const jestArguments = process.argv.slice(2).filter((argument) => argument !== everyBackEnd);
const backEnds = ['stack', ...(process.argv.includes(everyBackEnd) ? ['processes'] : [])];

/** What computes comes first; then what mostly waits, two files at once, each on a stack of its own. */
const jestRuns =
  jestArguments.length > 0
    ? [jestArguments]
    : [
        ['--selectProjects', 'unit', 'config'],
        ['--selectProjects', ...backEnds, 'console', 'template'],
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
