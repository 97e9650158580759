import { execFile } from 'node:child_process';
import { programsOf } from '../../../programs/versions';

/**
 * The promtools to check with: those that PROMTOOLS names (paths, separated by ":"), else that of each promised release of
 * Prometheus and the one of this machine. In CI it is an error when one is missing that can be had there; else it is printed.
 */
export const promtools = (): readonly string[] => (known ??= findAll());
let known: readonly string[] | undefined;

function findAll(): readonly string[] {
  const named = (process.env['PROMTOOLS'] ?? '').split(':').filter((path) => path !== '');
  return named.length > 0 ? named : programsOf('promtool');
}

/** Runs promtool; resolves to its exit code and all it wrote. */
export const run = (promtool: string, args: readonly string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    execFile(promtool, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const code = error ? error.code : 0;
      if (typeof code === 'number') resolve({ code, output: stdout + stderr });
      else reject(new Error(`${promtool}: ${error?.message ?? 'no exit code'}`));
    });
  });
