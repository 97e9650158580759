import { execFile } from 'node:child_process';

/** What a run of `promtool test rules` came to. */
export interface Run {
  readonly passed: boolean;
  /** CPU time of promtool, user and system. */
  readonly cpuSeconds: number;
  readonly output: string;
}

/** Bash's `time` counts the CPU of a child, which Node does not. */
const timed = 'TIMEFORMAT="cpu %U %S"; time "$@"';

/** Runs promtool over test files. Rejects where promtool cannot be run. */
export const testRules = (promtool: string, files: readonly string[]): Promise<Run> =>
  new Promise((resolve, reject) => {
    const command = ['-c', timed, 'bash', promtool, 'test', 'rules', ...files];
    const options = { maxBuffer: 256 * 1024 * 1024, env: { ...process.env, LC_ALL: 'C' } };
    execFile('bash', command, options, (error, stdout, stderr) => {
      const [, user, system] = /cpu ([\d.]+) ([\d.]+)\s*$/.exec(stderr) ?? [];
      if (user === undefined || (error && error.code !== 1)) {
        reject(new Error(`promtool: ${error?.message ?? 'no CPU time'}\n${stderr.slice(0, 2_000)}`));
      } else {
        const cpuSeconds = Number(user) + Number(system);
        resolve({ passed: error === null, cpuSeconds, output: stdout + stderr });
      }
    });
  });
