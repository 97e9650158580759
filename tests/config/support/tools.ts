import { resolveProgram, type ProgramName } from '@express-slo-stack/stack';
import { execFile } from 'node:child_process';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  /** stdout and stderr together. */
  readonly output: string;
}

/** Runs a program of the monitoring to its end, whatever it ends with. */
export async function runTool(name: ProgramName, args: readonly string[]): Promise<Outcome> {
  const program = await resolveProgram(name);
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') resolve({ code, stdout, output: stdout + stderr });
      else reject(error ?? new Error(`${program} did not end by itself`));
    });
  });
}
