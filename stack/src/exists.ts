import { access } from 'node:fs/promises';

/** Whether there is a file or folder of this name that this process can see; with a `mode`, that it may use so. */
export function exists(file: string, mode?: number): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  );
}
