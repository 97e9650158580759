import path from 'node:path';
import { projectName } from '../containers/project';
import { projectRoot } from '../root';

/** How the token command is run: beside the database that the running stack uses. */
export interface TokenRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

interface Found {
  /** The container of the API, where the stack runs in containers. */
  readonly container?: string;
  readonly data: string;
}

/** The token command inside the API's container, else as a local program on the data folder's database. */
export function tokenRun({ container, data }: Found, args: readonly string[]): TokenRun {
  if (container !== undefined) {
    const inside = ['--env-file=/run/stack/secrets/database.env', 'api/dist/cli/main.js'];
    return { command: 'docker', args: ['exec', container, 'node', ...inside, ...args], env: {} };
  }
  return {
    command: process.execPath,
    args: [path.join(projectRoot, 'api', 'bin', 'token.js'), ...args],
    env: { DATA_DIR: path.join(data, 'api'), SECRETS_DIR: path.join(data, 'secrets') },
  };
}

/** The compose projects that may be running: that of `npm start` on the data folder, then that of `docker compose up`. */
export const projectsOf = (data: string): readonly (readonly string[])[] => [
  ['--project-name', projectName(path.resolve(data), true)],
  [],
];
