// Runs before `npm start` and `npm test`: installs the dependencies when node_modules is missing or older than
// the lock file, and compiles what has changed, so that neither a fresh clone nor a pull needs a step by hand.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modifiedAt = (path) =>
  statSync(new URL(`../${path}`, import.meta.url), { throwIfNoEntry: false })?.mtimeMs;

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Node ${process.versions.node} is too old: this project needs Node 20.19 or newer (24 is best).`,
  );
  process.exit(1);
}

const installedAt = modifiedAt('node_modules/.package-lock.json');
const lockedAt = modifiedAt('package-lock.json');
if (installedAt === undefined || installedAt < lockedAt) {
  console.error('Installing dependencies (npm ci), once; this takes a few minutes …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
} else {
  await import('./build.mjs');
}
