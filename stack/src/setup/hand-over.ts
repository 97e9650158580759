import { chmod, chown, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Handover } from './layout';

/**
 * Writes a file for the component that reads `folder`: 0640 for its group, else 0600. The file
 * changes in one step, and only when its content does, so that a reader never sees half of it.
 */
export async function handOver({ folder, group }: Handover, name: string, content: string): Promise<void> {
  const file = path.join(folder, name);
  await openFolder(folder, group);
  const nested = path.dirname(file);
  if (nested !== folder) await openFolder(nested, group);

  const before = await readFile(file, 'utf8').catch(() => undefined);
  const draft = `${file}.new`;
  if (before !== content) await writeFile(draft, content, { mode: 0o600 });
  const target = before === content ? file : draft;
  if (group !== undefined) await chown(target, -1, group);
  await chmod(target, group === undefined ? 0o600 : 0o640);
  if (target === draft) await rename(draft, file);
}

async function openFolder(folder: string, group: number | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (group === undefined) return;
  await chown(folder, -1, group);
  await chmod(folder, 0o750);
}
