import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const root = path.resolve(__dirname, '../../..');

/** The absolute path of a file of this project. */
export const projectPath = (...parts: string[]): string => path.join(root, ...parts);

/** The text of a file of this project. */
export const readProjectFile = (...parts: string[]): string => readFileSync(projectPath(...parts), 'utf8');

/** A YAML or JSON file of this project, as the caller knows it to be. */
export const readProjectYaml = <T>(...parts: string[]): T => parse(readProjectFile(...parts)) as T;

/** The files of a folder of this project that end with `ending`, sorted, as paths within the project. */
export const projectFiles = (folder: string, ending: string): readonly string[] =>
  readdirSync(projectPath(folder))
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => path.join(folder, name));

interface Manifest {
  readonly config: { readonly service: string; readonly repository: string };
}

/** What `npm run rename` changes: the service's name and the repository that runbook links point to. */
export const { service, repository } = readProjectYaml<Manifest>('package.json').config;
