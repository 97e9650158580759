import { constants } from 'node:fs/promises';
import path from 'node:path';
import { exists } from '../exists';
import { run } from './run';

/** The first of `commands` found as an executable file in the folders of `searchPath` (a PATH value). */
export async function findOnPath(
  commands: readonly string[],
  searchPath: string,
): Promise<string | undefined> {
  for (const command of commands) {
    for (const folder of searchPath.split(path.delimiter)) {
      const candidate = path.join(folder, command);
      if (folder !== '' && (await exists(candidate, constants.X_OK))) return candidate;
    }
  }
  return undefined;
}

/** Whether the program starts on this machine: `--version` ends with 0. */
export async function answersVersion(file: string): Promise<boolean> {
  return run(file, ['--version'], { timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}
