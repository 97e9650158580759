import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What a process used until its end. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly memoryMegabytes: number;
}

/** Runs the `slo` command of a checkout; throws with what it wrote where it does not end with 0. */
export function runSlo(checkout: string, args: readonly string[], cwd: string): Usage {
  const command = ['--require', join(__dirname, 'usage.js'), join(checkout, 'observability/bin/slo.js')];
  const { status, stderr, output, error } = spawnSync(process.execPath, [...command, ...args], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`slo ${args.join(' ')} of ${checkout}: ${stderr.slice(0, 2_000)}`);
  return JSON.parse(output[3] ?? '') as Usage;
}

/** The least of several runs, of each measure: what disturbs a run only adds. */
export const least = (runs: readonly Usage[]): Usage => ({
  cpuSeconds: Math.min(...runs.map(({ cpuSeconds }) => cpuSeconds)),
  memoryMegabytes: Math.min(...runs.map(({ memoryMegabytes }) => memoryMegabytes)),
});
