import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ProgramName } from '@express-slo-stack/stack';
import type { Found } from './find-program';

/** A Prometheus that must take what the endpoint says. */
export interface Version {
  /** Its exact version. */
  readonly version: string;
  /** Whether a scrape can be told which formats to ask for. */
  readonly choosesProtocol: boolean;
  /** Where the program is. */
  readonly program: string;
}

/** The releases that are promised: the oldest, which Debian 12 has, and the one that the stack runs. */
const RELEASES = ['2.42', '3.5'] as const;

/** It is known which tests there are before any runs: so the search is a process that is waited for. */
const FINDER = path.join(__dirname, '../dist/scrape/find-program.js');

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

/**
 * Describes the same tests with each promised release of a program, and with this machine's where that is another one.
 * Tests with a release that cannot be had are skipped, with the reason printed. With `CI=true` they fail: 2.42 is
 * to be had there, and every release where a Docker engine answers.
 */
export function describeWithVersions(program: ProgramName, tests: (version: Version) => void): void {
  const seen = new Set<string>();
  for (const release of [...RELEASES, undefined]) {
    const found = release === undefined ? find(program) : find(program, release);
    const name = `${program} ${release ?? 'of this machine'}`;
    if ('reason' in found) {
      leaveOut(name, found, release === RELEASES[0] || found.engine, tests);
    } else if (!seen.has(found.path)) {
      seen.add(found.path);
      const { version, path: file } = found;
      describe(`${name}, version ${version}`, () =>
        tests({ version, choosesProtocol: choosesProtocol(version), program: file }));
    }
  }
}

function leaveOut(
  name: string,
  { reason }: { readonly reason: string },
  isPromised: boolean,
  tests: (version: Version) => void,
): void {
  const missing = `${name} cannot be had: ${reason}`;
  if (process.env['CI'] === 'true' && isPromised) {
    test(`${name} can be had`, () => {
      throw new Error(missing);
    });
    return;
  }
  process.stderr.write(`Skipped: ${missing}\n`);
  describe.skip(name, () => tests({ version: '', choosesProtocol: false, program: '' }));
}
