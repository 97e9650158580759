import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../peers');

/** The package outside the workspaces that the peers are installed from. */
export const PEERS = join(FOLDER, 'package.json');

/** Installs the peers when that has not been done since their lock file changed. Throws if npm fails. */
export function installPeers(): void {
  const installed = modifiedAt('node_modules/.package-lock.json');
  if (installed !== undefined && installed >= (modifiedAt('package-lock.json') ?? 0)) return;
  console.error('Installing the peers (npm ci in bench/peers), once …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--loglevel=error'], {
    cwd: FOLDER,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`npm ci in ${FOLDER} failed; run it by hand and mend what it says`);
}

const modifiedAt = (path: string) => statSync(join(FOLDER, path), { throwIfNoEntry: false })?.mtimeMs;
