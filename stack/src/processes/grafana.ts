import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { StackError } from '../errors';
import { exists } from '../exists';
import { programs } from '../programs/catalogue';
import { resolveProgram } from '../programs/resolve';
import type { Programs } from './commands';

/** Grafana on PATH with the folder of its own files, or the reason why there is none. */
export async function findGrafana(): Promise<
  { found: NonNullable<Programs['grafana']> } | { reason: string }
> {
  try {
    const command = await realpath(await resolveProgram('grafana'));
    const homes = [path.resolve(command, '..', '..'), '/usr/share/grafana'];
    for (const home of homes)
      if (await exists(path.join(home, 'conf', 'defaults.ini'))) return { found: { command, home } };
    return { reason: `${command} is there, but not its files (conf/defaults.ini in ${homes.join(' or ')})` };
  } catch (thrown) {
    if (!(thrown instanceof StackError)) throw thrown;
    return { reason: `not on PATH. ${programs.grafana.install}` };
  }
}
