import { resolveProgram } from '@express-slo-stack/stack';
import { execFile } from 'node:child_process';

/** The promtools to check with: those that PROMTOOLS names (paths, separated by ":"), else the one of this machine. */
export async function promtools(): Promise<readonly string[]> {
  const more = (process.env['PROMTOOLS'] ?? '').split(':').filter((path) => path !== '');
  return more.length > 0 ? more : [await resolveProgram('promtool')];
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
