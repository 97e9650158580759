import path from 'node:path';
import { StackError, messageOf } from '../errors';
import { cacheFolder, whileLocked } from './cache';
import { type ProgramName, programs } from './catalogue';
import { type AptRepository, type AptSuite, candidateSuites, debianSuite } from './debian';
import { answersVersion, findOnPath } from './path';
import { lacksItsFiles } from './relocate';
import { mirrorsOfThisMachine, unpackPackage } from './unpack';

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

/**
 * The program of one Debian release, whatever is on PATH: what a file must load in can be tried with the release that is
 * the oldest promised. Throws PROGRAM_MISSING as {@link resolveProgram} does.
 */
export async function resolveProgramOf(
  release: 'bookworm',
  name: ProgramName,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const tried: string[] = [];
  const unpacked = await fromPackages(name, cacheFolder(env), tried, (mirrors) =>
    debianSuite(mirrors, release),
  );
  if (unpacked !== undefined) return unpacked;
  throw new StackError('PROGRAM_MISSING', {
    program: `${name} of Debian ${release}`,
    tried: tried.join('; '),
    install: programs[name].install,
  });
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
    const unpacked = await fromPackages(name, cacheFolder(env), tried, candidateSuites);
    if (unpacked !== undefined) return unpacked;
  }
  throw new StackError('PROGRAM_MISSING', { program: name, tried: tried.join('; '), install });
}

async function fromPackages(
  name: ProgramName,
  folder: string,
  tried: string[],
  choose: (mirrors: readonly AptRepository[]) => readonly AptSuite[],
): Promise<string | undefined> {
  let suites: readonly AptSuite[];
  try {
    suites = choose(await mirrorsOfThisMachine());
  } catch (thrown) {
    tried.push(`Debian packages (${messageOf(thrown)})`);
    return undefined;
  }
  if (suites.length === 0) tried.push('Debian packages (apt knows no mirror that has them)');
  return whileLocked(folder, () => fromSuites(name, folder, suites, tried));
}

async function fromSuites(
  name: ProgramName,
  folder: string,
  suites: readonly AptSuite[],
  tried: string[],
): Promise<string | undefined> {
  for (const suite of suites) {
    const targets = programs[name].packages.map((packageName) => ({
      packageName,
      target: path.join(folder, suite.name, packageName),
    }));
    for (const { target } of targets) {
      const found = await workingProgram(name, target);
      if (found !== undefined) return found;
    }
    for (const { packageName, target } of targets) {
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
