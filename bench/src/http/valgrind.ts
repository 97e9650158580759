import { spawnSync } from 'node:child_process';

/** Finds valgrind, or installs Debian's where apt is at hand; otherwise says why instructions cannot be counted. */
export function missingValgrind(): string | undefined {
  if (runs('valgrind', '--version')) return undefined;
  const [command, ...asRoot] = process.getuid?.() === 0 ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  if (!runs(command, ...asRoot, '--version'))
    return 'valgrind is not installed, and apt-get cannot be run as root';
  console.error('Installing valgrind (apt-get install) …');
  runs(command, ...asRoot, 'update', '-qq');
  const installed = runs(command, ...asRoot, 'install', '-y', '-qq', '--no-install-recommends', 'valgrind');
  return installed && runs('valgrind', '--version') ? undefined : 'apt-get could not install valgrind';
}

const runs = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0;
