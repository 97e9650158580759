import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Debian's Alertmanager reads its default templates from here, and ends at once where they are not. */
const builtIn = '/usr/share/prometheus/alertmanager';
/** Same length, so that it can take the other's place in the program: a folder that the launcher opens. */
const opened = '/proc/self/fd/9'.padEnd(builtIn.length, '/');

const launcher = `#!/bin/sh
# Debian builds the folder of the default templates into Alertmanager. Unpacked elsewhere, it is given as descriptor 9.
here=$(dirname "$(readlink -f "$0")")
exec 9<"$here/../share/prometheus/alertmanager" || exit 1
exec "$here/prometheus-alertmanager.relocated" "$@"
`;

/**
 * Makes an unpacked package of Alertmanager work where it lies. Does nothing for other packages, for
 * one that is done already, and for a program without the path built in.
 */
export async function relocate(unpackedPackage: string): Promise<void> {
  const program = path.join(unpackedPackage, 'usr', 'bin', 'prometheus-alertmanager');
  const relocated = `${program}.relocated`;
  const content = await readFile(program).catch(() => undefined);
  if (content?.includes(builtIn) !== true) return;

  const changed = Buffer.from(content.toString('latin1').replaceAll(builtIn, opened), 'latin1');
  await writeFile(`${relocated}.new`, changed, { mode: 0o755 });
  await writeFile(`${program}.new`, launcher, { mode: 0o755 });
  await rename(`${relocated}.new`, relocated);
  await rename(`${program}.new`, program);
}
