import path from 'node:path';
import { StackError, messageOf } from '../errors';
import { cacheFolder, whileLocked } from './cache';
import { type ProgramName, programs } from './catalogue';
import type { AptSuite } from './debian';
import { answersVersion, findOnPath } from './path';
import { lacksItsFiles } from './relocate';
import { suitesOfThisMachine, unpackPackage } from './unpack';

const resolved = new Map<string, Promise<string>>();

/**
 * The absolute path of a program that runs on this machine: from PATH, else from a Debian package
 * that apt downloads and `dpkg-deb` unpacks, without root, into the user's cache folder.
 * Throws PROGRAM_MISSING, which says what was tried and what to install.
 */
export function resolveProgram(name: ProgramName, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const key = [name, env['PATH'], cacheFolder(env)].join('\n');
  const known = resolved.get(key);
  if (known !== undefined) return known;
  const search = locate(name, env);
  resolved.set(key, search);
  search.catch(() => resolved.delete(key));
  return search;
}

async function locate(name: ProgramName, env: NodeJS.ProcessEnv): Promise<string> {
  const { commands, packages, install } = programs[name];
  const tried: string[] = [];

  const installed = await findOnPath(commands, env['PATH'] ?? '');
  if (installed === undefined) tried.push(`PATH (${commands.join(', ')})`);
  else if (!(await answersVersion(installed))) tried.push(`${installed} (does not answer --version)`);
  else if (await lacksItsFiles(installed)) tried.push(`${installed} (its files are not installed with it)`);
  else return installed;

  if (packages.length > 0) {
    const folder = cacheFolder(env);
    const unpacked = await whileLocked(folder, () => fromPackages(name, folder, tried));
    if (unpacked !== undefined) return unpacked;
  }
  throw new StackError('PROGRAM_MISSING', { program: name, tried: tried.join('; '), install });
}

async function fromPackages(name: ProgramName, folder: string, tried: string[]): Promise<string | undefined> {
  let suites: readonly AptSuite[];
  try {
    suites = await suitesOfThisMachine();
  } catch (thrown) {
    tried.push(`Debian packages (${messageOf(thrown)})`);
    return undefined;
  }
  if (suites.length === 0) tried.push('Debian packages (apt knows no Debian or Ubuntu mirror)');

  for (const suite of suites) {
    for (const packageName of programs[name].packages) {
      const target = path.join(folder, suite.name, packageName);
      const found = await workingProgram(name, target);
      if (found !== undefined) return found;
      try {
        await unpackPackage(suite, packageName, target);
      } catch (thrown) {
        tried.push(`package ${packageName} of ${suite.name} (${messageOf(thrown)})`);
        continue;
      }
      const fresh = await workingProgram(name, target);
      if (fresh !== undefined) return fresh;
      tried.push(`package ${packageName} of ${suite.name} (carries no ${name} that runs here)`);
    }
  }
  return undefined;
}

async function workingProgram(name: ProgramName, unpackedPackage: string): Promise<string | undefined> {
  const file = await findOnPath(programs[name].commands, path.join(unpackedPackage, 'usr', 'bin'));
  return file !== undefined && (await answersVersion(file)) ? file : undefined;
}
