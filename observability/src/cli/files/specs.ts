import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import picomatch from 'picomatch';
import type { Source } from '../../slo/readers';
import { UsageError, type Environment } from '../environment';
import { displayPath } from '../terminal/findings';

/** Stands for standard input or output where a path is expected; it belongs to no set of specifications. */
export const standardStream = '-';

/** How messages call standard input. */
const shownInput = '<stdin>';

const isYaml = (name: string) => /\.ya?ml$/.test(name);

/** Specifications that were read, and what they were named by. */
export interface SpecSources {
  readonly sources: readonly (Source & {
    /** Absolute; `-` for standard input. */
    readonly path: string;
  })[];
  /** The files and folders that were given, absolute. */
  readonly given: readonly string[];
}

/**
 * Reads the specifications named on the command line; a folder stands for the YAML files in it, `-` for standard input.
 * Without any, the sample's. Files that match an `exclude` pattern are left out: a name (`*.test.yaml`) or a path from
 * where the command runs (`slos/old/**`). Throws `UsageError` for what is not there, or where nothing is left.
 */
export function readSpecs(
  specs: readonly string[],
  exclude: readonly string[],
  environment: Environment,
): SpecSources {
  const { cwd, sample } = environment;
  const given =
    specs.length > 0
      ? specs.map((spec) => (spec === standardStream ? spec : resolve(cwd, spec)))
      : [sample.specs];
  const found = [...new Set(given.flatMap((path) => filesAt(path, environment)))];
  const isExcluded = picomatch([...exclude], { dot: true });
  const kept =
    exclude.length === 0
      ? found
      : found.filter((path) => !isExcluded(basename(path)) && !isExcluded(relative(cwd, path)));
  if (kept.length === 0) throw new UsageError(`--exclude leaves none of the ${found.length} files`);
  const sources = kept.map((path) =>
    path === standardStream
      ? { path, file: shownInput, text: environment.stdin() }
      : { path, file: displayPath(path, environment), text: readText(path, environment) },
  );
  return { sources, given };
}

function filesAt(path: string, environment: Environment): string[] {
  if (path === standardStream) return [path];
  const shown = displayPath(path, environment);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(`there is no file ${shown}`);
  if (!stats.isDirectory()) return [path];
  const files = readdirSync(path).filter(isYaml).sort();
  if (files.length === 0) throw new UsageError(`the folder ${shown} holds no .yaml or .yml file`);
  return files.map((name) => join(path, name));
}

function readText(path: string, environment: Environment): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${displayPath(path, environment)}: ${(error as Error).message}`);
  }
}
