import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exists } from '../exists';

/** The descriptor on which a relocated program finds its folder; 0 to 2 are the standard ones. */
const descriptor = 9;

/** Folders that Debian's builds have compiled in, where upstream's carry the files inside the program. */
const builtIn: Readonly<Record<string, string>> = {
  'prometheus-alertmanager': '/usr/share/prometheus/alertmanager',
  prometheus: '/usr/share/prometheus/web',
};

/** Whether the program is a Debian build of Alertmanager that lies here without the files it reads at its start. */
export async function lacksItsFiles(file: string): Promise<boolean> {
  const name = 'prometheus-alertmanager';
  const folder = builtIn[name];
  if (folder === undefined || path.basename(file) !== name || (await exists(folder))) return false;
  return (await readFile(file)).includes(folder);
}

/**
 * Makes the programs of an unpacked package find their own files although the package is not installed:
 * the compiled-in folder is replaced by a name of the same length, `/proc/self/fd/9`, and a script of the
 * program's name opens the real folder on that descriptor. Debian's Alertmanager does not start otherwise,
 * for it reads its default templates from there.
 * @param unpacked where the package is now
 * @param target where it is going to be
 */
export async function relocatePrograms(unpacked: string, target: string): Promise<void> {
  for (const [name, folder] of Object.entries(builtIn)) {
    const file = path.join(unpacked, 'usr', 'bin', name);
    if (!(await exists(file)) || !(await exists(path.join(unpacked, folder)))) continue;
    const relocated = replaceFolder(await readFile(file), folder);
    if (relocated === undefined) continue;
    await mkdir(path.join(unpacked, 'relocated'), { recursive: true });
    await rename(file, path.join(unpacked, 'relocated', name));
    await writeFile(path.join(unpacked, 'relocated', name), relocated);
    await writeFile(file, launcher(path.join(target, 'relocated', name), path.join(target, folder)));
    await chmod(file, 0o755);
  }
}

/** The program with every mention of `folder` replaced at equal length; `undefined` when it mentions none. */
export function replaceFolder(program: Buffer, folder: string): Buffer | undefined {
  const mention = Buffer.from(folder);
  const other = Buffer.from(`/proc/self/fd/${descriptor}`.padEnd(mention.length, '/'));
  const result = Buffer.from(program);
  let at = result.indexOf(mention);
  if (at < 0 || other.length !== mention.length) return undefined;
  for (; at >= 0; at = result.indexOf(mention, at)) other.copy(result, at);
  return result;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function launcher(program: string, folder: string): string {
  return `#!/bin/sh\nexec ${descriptor}<${quoted(folder)}\nexec ${quoted(program)} "$@"\n`;
}
