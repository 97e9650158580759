import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package of the libraries that ours is compared with. It and the next are outside the workspaces. */
export const PEERS = join(__dirname, '../../peers/package.json');

/** The package of the Node that instructions are counted on: all that the gate needs. */
export const RUNTIME = join(__dirname, '../../runtime/package.json');

/** Installs what a package's lock file pins when that has not been done since the file changed. Throws if npm fails. */
export function installPinned(manifest: string): void {
  const folder = dirname(manifest);
  const installed = modifiedAt(join(folder, 'node_modules/.package-lock.json'));
  if (installed !== undefined && installed >= (modifiedAt(join(folder, 'package-lock.json')) ?? 0)) return;
  console.error(`Installing what the benchmark needs (npm ci in ${folder}), once …`);
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`npm ci in ${folder} failed; run it by hand and mend what it says`);
}

const modifiedAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs;
