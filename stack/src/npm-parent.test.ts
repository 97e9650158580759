import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from './root';

let folder: string;
const log = () => readFile(path.join(folder, 'log'), 'utf8').catch(() => '');
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'npm-parent-'));
  const root = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  };
  // As the project's own script begins, which decides whether signals arrive.
  const start = root.scripts['start']?.replace('stack/bin/start.js', 'program.js');
  await writeFile(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'x', version: '1.0.0', scripts: { start } }),
  );
  await writeFile(
    path.join(folder, 'program.js'),
    `const { appendFileSync } = require('node:fs');
const { untilToldToStop } = require(${JSON.stringify(path.join(projectRoot, 'stack/dist/start/signals.js'))});
const write = (line) => appendFileSync('log', line + '\\n');
untilToldToStop(60).told.then((reason) => { write(reason); process.exit(0); });
write('started');
`,
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
  '%s to npm alone stops what it started',
  async (signal) => {
    const npm = spawn('npm', ['start', '--silent'], { cwd: folder, stdio: 'ignore' });
    const exited = once(npm, 'exit');
    while (!(await log()).includes('started')) await sleep(50);
    npm.kill(signal);
    await exited;
    while (!/SIG|npm has ended/.test(await log())) await sleep(50);
  },
  60_000,
);
