import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ProgramName } from '@express-slo-stack/stack';
import type { Found } from './find-program';
import { oldestReleaseOf, releasesOf } from './releases';

/** A program of a release that is promised. */
export interface Version {
  /** Its exact version. */
  readonly version: string;
  /** Whether a scrape can be told which formats to ask for. */
  readonly choosesProtocol: boolean;
  /** Where the program is. */
  readonly program: string;
}

/** It is known which tests there are before any runs: so the search is a process that is waited for. */
const FINDER = path.join(__dirname, '../dist/programs/find-program.js');

function find(program: ProgramName, ...release: readonly string[]): Found {
  if (!existsSync(FINDER)) throw new Error(`${FINDER} is missing: npm run build`);
  const found = execFileSync(process.execPath, [FINDER, program, ...release], { encoding: 'utf8' });
  return JSON.parse(found) as Found;
}

/** Scrapes can choose since 2.49. */
function choosesProtocol(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 2 || minor >= 49;
}

interface Missing {
  readonly name: string;
  readonly reason: string;
}

/**
 * Each promised release of a program, and this machine's where that is another one, with those that cannot be had and the
 * reason. The versions are printed. `isPromised` tells what is to be had in CI: the oldest release always, as Debian 12 has
 * it, and every release where a Docker engine answers.
 */
export function findVersions(program: ProgramName): {
  readonly versions: readonly Version[];
  readonly missing: readonly (Missing & { readonly isPromised: boolean })[];
} {
  const versions: Version[] = [];
  const missing: (Missing & { readonly isPromised: boolean })[] = [];
  for (const release of [...releasesOf(program), undefined]) {
    const found = release === undefined ? find(program) : find(program, release);
    if ('reason' in found) {
      const name = `${program} ${release ?? 'of this machine'}`;
      const isPromised = release === oldestReleaseOf(program) || found.engine;
      missing.push({ name, reason: found.reason, isPromised });
    } else if (versions.every((other) => other.program !== found.path)) {
      const { version, path: file } = found;
      versions.push({ version, choosesProtocol: choosesProtocol(version), program: file });
    }
  }
  const list = versions.map(({ version }) => version).join(', ');
  process.stderr.write(`Checked with ${program} ${list === '' ? 'of no version' : list}\n`);
  return { versions, missing };
}

/** Whether it is a failure that a release is missing. Without `CI=true` it is printed only. */
export const fails = ({ isPromised }: { readonly isPromised: boolean }): boolean =>
  process.env['CI'] === 'true' && isPromised;

const sentence = ({ name, reason }: Missing): string => `${name} cannot be had: ${reason}`;

/**
 * The programs of all versions that can be had. Others are printed with the reason; in CI that is an error where it is
 * promised.
 */
export function programsOf(program: ProgramName): readonly string[] {
  const { versions, missing } = findVersions(program);
  for (const one of missing) {
    if (fails(one)) throw new Error(sentence(one));
    process.stderr.write(`Not checked: ${sentence(one)}\n`);
  }
  return versions.map((version) => version.program);
}

/**
 * Describes the same tests with each version that {@link findVersions} has. Tests with a release that cannot be had are
 * skipped, with the reason printed; in CI they fail where it is promised.
 */
export function describeWithVersions(program: ProgramName, tests: (version: Version) => void): void {
  const { versions, missing } = findVersions(program);
  for (const version of versions) describe(`${program} ${version.version}`, () => tests(version));
  for (const one of missing) {
    if (fails(one)) {
      test(`${one.name} can be had`, () => {
        throw new Error(sentence(one));
      });
    } else {
      process.stderr.write(`Skipped: ${sentence(one)}\n`);
      describe.skip(one.name, () => tests({ version: '', choosesProtocol: false, program: '' }));
    }
  }
}
