import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Source } from '../../slo/readers';
import { UsageError, type Environment } from '../environment';
import { displayPath } from '../terminal/findings';

const isYaml = (name: string) => /\.ya?ml$/.test(name);

/**
 * Reads the specifications named on the command line; a folder stands for the YAML files in it. Without any, the
 * sample's. Throws `UsageError` for what is not there.
 */
export function readSpecs(specs: readonly string[], environment: Environment): Source[] {
  const given =
    specs.length > 0 ? specs.map((spec) => resolve(environment.cwd, spec)) : [environment.sample.specs];
  const files = [...new Set(given.flatMap((path) => filesAt(path, environment)))];
  return files.map((path) => ({ file: displayPath(path, environment), text: readText(path, environment) }));
}

function filesAt(path: string, environment: Environment): string[] {
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
