import { resolveProgram, resolveProgramOf } from '@express-slo-stack/stack';
import { execFile } from 'node:child_process';

/** Debian 12 has the oldest Prometheus that the rules are promised to load in. */
const oldest = () =>
  resolveProgramOf('bookworm', 'promtool').catch((reason: unknown) => {
    process.stderr.write(`Not checked with Prometheus 2.42: ${String(reason)}\n`);
    return undefined;
  });

/**
 * The promtools to check with: those that PROMTOOLS names (paths, separated by ":"), else the one of this machine and that of
 * Prometheus 2.42. Where the latter cannot be had, the reason is printed.
 */
export const promtools = (): Promise<readonly string[]> => (known ??= findAll());
let known: Promise<readonly string[]> | undefined;

async function findAll(): Promise<readonly string[]> {
  const named = (process.env['PROMTOOLS'] ?? '').split(':').filter((path) => path !== '');
  if (named.length > 0) return named;
  const found = [await resolveProgram('promtool'), await oldest()];
  return [...new Set(found.filter((path) => path !== undefined))];
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
