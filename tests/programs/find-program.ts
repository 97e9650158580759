import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type ProgramName, resolveProgram, resolveProgramOf } from '@express-slo-stack/stack';
import { oldestReleaseOf } from './releases';

/** A program of Prometheus's or Alertmanager's, or why there is none. */
export type Found =
  | { readonly path: string; readonly version: string }
  | {
      readonly reason: string;
      /** Whether a Docker engine answers, which could have had it. */ readonly engine: boolean;
    };

const execute = promisify(execFile);
const PULL_MS = 300_000;

/** `prometheus, version 3.5.3+ds1 (branch: …` */
async function versionOf(program: string): Promise<string> {
  const { stdout, stderr } = await execute(program, ['--version']);
  return /version (\S+)/.exec(stdout + stderr)?.[1] ?? 'unknown';
}

/** The setting that names the image with a program. */
const imageSettings: Readonly<Partial<Record<ProgramName, string>>> = {
  prometheus: 'PROMETHEUS_IMAGE',
  promtool: 'PROMETHEUS_IMAGE',
  alertmanager: 'ALERTMANAGER_IMAGE',
  amtool: 'ALERTMANAGER_IMAGE',
};

/** The image of a release: the one that the stack runs, or its first of that release. */
async function imageOf(release: string, program: ProgramName): Promise<string> {
  const settings = await readFile(path.join(__dirname, '../../../.env'), 'utf8');
  const setting = imageSettings[program] ?? '';
  const own = process.env[setting] ?? new RegExp(`^${setting}=(.*)$`, 'm').exec(settings)?.[1] ?? '';
  const [repository = '', tag = ''] = own.split(':');
  return tag.startsWith(`v${release}.`) ? own : `${repository}:v${release}.0`;
}

/** The program out of a release's image, which is linked statically; kept for the next time. */
async function fromImage(release: string, program: ProgramName): Promise<string> {
  const image = await imageOf(release, program);
  const caches = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
  const folder = path.join(caches, 'express-slo-stack', 'images', image.replaceAll(/[^\w.-]/g, '-'));
  const kept = path.join(folder, program);
  const isKept = await versionOf(kept).then(
    () => true,
    () => false,
  );
  if (isKept) return kept;
  await mkdir(folder, { recursive: true });
  const draft = await mkdtemp(path.join(folder, 'draft-'));
  const { stdout } = await execute('docker', ['create', image], { timeout: PULL_MS });
  const container = stdout.trim();
  try {
    await execute('docker', ['cp', `${container}:/bin/${program}`, path.join(draft, program)]);
    await rename(path.join(draft, program), kept);
  } finally {
    await execute('docker', ['rm', container]);
    await rm(draft, { recursive: true, force: true });
  }
  return kept;
}

const engineAnswers = (): Promise<boolean> =>
  execute('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 20_000 }).then(
    () => true,
    () => false,
  );

/** The program of one place, if it is of the release; else what is there instead is added to `tried`. */
async function lookIn(
  place: string,
  find: () => Promise<string>,
  release: string | undefined,
  tried: string[],
): Promise<Found | undefined> {
  try {
    const found = await find();
    const version = await versionOf(found);
    if (release === undefined || version.startsWith(`${release}.`)) return { path: found, version };
    tried.push(`${place} has ${version}`);
  } catch (error) {
    tried.push(`${place}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return undefined;
}

/**
 * A program of a release: from PATH or this machine's Debian packages, from Debian 12's, which are the oldest promised, or out of the
 * release's image where a Docker engine answers. Without a release whatever this machine has.
 */
async function findProgram(program: ProgramName, release: string | undefined): Promise<Found> {
  const tried: string[] = [];
  const here =
    (await lookIn('this machine', () => resolveProgram(program), release, tried)) ??
    (release === oldestReleaseOf(program)
      ? await lookIn('Debian 12', () => resolveProgramOf('bookworm', program), release, tried)
      : undefined);
  if (here !== undefined) return here;
  const engine = await engineAnswers();
  const reason = () => tried.join('; ');
  if (release === undefined) return { reason: reason(), engine };
  if (!engine) return { reason: `${reason()}; no Docker engine answers`, engine };
  const inImage = () => fromImage(release, program);
  return (
    (await lookIn(await imageOf(release, program), inImage, release, tried)) ?? { reason: reason(), engine }
  );
}

const [program, release] = process.argv.slice(2) as [ProgramName, string?];
void findProgram(program, release).then((found) => process.stdout.write(JSON.stringify(found)));
