import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exists } from '../exists';
import {
  type AptRepository,
  type AptSuite,
  aptConfiguration,
  indexTargetsFormat,
  parseIndexTargets,
  sourcesList,
} from './debian';
import { relocatePrograms } from './relocate';
import { run } from './run';

/** The distribution mirrors this machine's apt fetches packages from. Throws COMMAND_FAILED without apt. */
export async function mirrorsOfThisMachine(): Promise<readonly AptRepository[]> {
  // Without --no-release-info apt names only lists that were fetched before; a fresh image has none.
  const args = ['indextargets', '--no-release-info', '--format', indexTargetsFormat, 'Created-By: Packages'];
  return parseIndexTargets(await run('apt-get', args, { timeout: 30_000 }));
}

/**
 * Downloads a Debian package with apt and unpacks it into `target`, without root and without
 * touching the machine's apt. `target` appears only when all of it is there.
 */
export async function unpackPackage(suite: AptSuite, packageName: string, target: string): Promise<void> {
  const parent = path.dirname(target);
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(path.join(parent, '.download-'));
  try {
    const env = await ownApt(folder, suite);
    await run('apt-get', ['update', '-qq'], { env, timeout: 180_000 });
    await run('apt-get', ['download', '-qq', packageName], { cwd: folder, env, timeout: 300_000 });
    const archive = (await readdir(folder)).find((file) => file.endsWith('.deb'));
    if (archive === undefined) throw new Error(`apt-get download gave no file for ${packageName}`);
    await run('dpkg-deb', ['-x', archive, 'unpacked'], { cwd: folder, timeout: 120_000 });
    await relocatePrograms(path.join(folder, 'unpacked'), target);
    await rm(target, { recursive: true, force: true });
    await rename(path.join(folder, 'unpacked'), target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ownApt(folder: string, suite: AptSuite): Promise<NodeJS.ProcessEnv> {
  await mkdir(path.join(folder, 'lists', 'partial'), { recursive: true });
  await mkdir(path.join(folder, 'cache', 'archives', 'partial'), { recursive: true });
  await writeFile(path.join(folder, 'sources.list'), sourcesList(suite, await archiveKeyring()));
  const configuration = path.join(folder, 'apt.conf');
  await writeFile(configuration, aptConfiguration(folder));
  return { ...process.env, APT_CONFIG: configuration, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
}

/** Newer Debian images keep the archive's keys only here, outside apt's trusted folder. */
async function archiveKeyring(): Promise<string | undefined> {
  const keyrings = ['debian-archive-keyring.pgp', 'debian-archive-keyring.gpg', 'ubuntu-archive-keyring.gpg'];
  for (const keyring of keyrings) {
    const file = path.join('/usr/share/keyrings', keyring);
    if (await exists(file)) return file;
  }
  return undefined;
}
