import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { tail } from '../log-tail';
import { StackError } from '../errors';
import { run } from '../programs/run';
import { owe } from '../reaper';
import { projectRoot } from '../root';

export interface ComposeProject {
  readonly name: string;
  readonly files: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** `docker compose` on one project. */
export class Compose {
  constructor(private readonly project: ComposeProject) {}

  /** The command line, for whoever runs it without this object. */
  command(...args: readonly string[]): readonly string[] {
    const { name, files } = this.project;
    const chosen = files.flatMap((file) => ['--file', file]);
    return [
      'docker',
      'compose',
      '--project-name',
      name,
      '--project-directory',
      projectRoot,
      ...chosen,
      ...args,
    ];
  }

  /** Runs a subcommand to its end; its standard output. */
  async run(...args: readonly string[]): Promise<string> {
    const [docker = 'docker', ...rest] = this.command(...args);
    return run(docker, rest, { env: this.env });
  }

  /** Builds and starts everything and waits until it is healthy. Throws COMPOSE_FAILED with the logs of what is not. */
  async up(onProgress: (line: string) => void): Promise<void> {
    const [docker = 'docker', ...args] = this.command(
      '--progress',
      'plain',
      'up',
      '--detach',
      '--build',
      '--wait',
    );
    const child = spawn(docker, args, { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    // Interrupted, it must not go on creating what is being taken down.
    const paid = child.pid === undefined ? () => undefined : owe({ pid: child.pid });
    const lines: string[] = [];
    const told = new Set<string>();
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const news = containerNews(line);
        if (news === undefined || told.has(news)) return;
        told.add(news);
        onProgress(news);
      });
    }
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }).finally(paid);
    if (code === 0) return;
    throw new StackError('COMPOSE_FAILED', {
      reason: `"docker compose up" ended with ${code}`,
      lines: `${tail(lines.join('\n'), 20)}${await this.complaints()}`,
    });
  }

  private get env(): NodeJS.ProcessEnv {
    return { ...process.env, ...this.project.env };
  }

  /** The last log lines of every container that is not well. */
  private async complaints(): Promise<string> {
    const sick = unwell(await this.run('ps', '--all', '--format', 'json').catch(() => ''));
    const logs = sick.map(async ({ service, state }) => {
      const text = await this.run('logs', '--no-color', '--no-log-prefix', '--tail', '15', service).catch(
        () => '',
      );
      return `\nThe log of ${service} (${state}) ends with:\n${tail(text)}`;
    });
    return (await Promise.all(logs)).join('');
  }
}

/** What it means that a service is over that does one thing and ends. */
const oneShots: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  setup: { Exited: 'secrets, targets and configuration are made' },
  history: { Exited: 'the history is written' },
  backfill: { Exited: 'the history is handed to Prometheus' },
};

/** What a line of `docker compose up` says of a container, for people; nothing for any other line. */
export function containerNews(line: string): string | undefined {
  const [, service, state] = /Container \S+?-([a-z]+)-\d+\s+(Healthy|Exited|Error)/.exec(line) ?? [];
  if (service === undefined || state === undefined) return undefined;
  return oneShots[service]?.[state] ?? `${service} is ${state.toLowerCase()}`;
}

interface ContainerState {
  readonly Service: string;
  readonly State: string;
  readonly Health: string;
  readonly ExitCode: number;
}

/** Containers that neither run healthily nor ended well, from `docker compose ps --format json` (one object a line). */
export function unwell(output: string): readonly { service: string; state: string }[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as ContainerState)
    .filter(({ State, Health, ExitCode }) =>
      State === 'running' ? Health !== 'healthy' : State !== 'created' && ExitCode !== 0,
    )
    .map(({ Service, State, Health, ExitCode }) => ({
      service: Service,
      state: State === 'running' ? Health : `${State}, exit code ${ExitCode}`,
    }));
}
