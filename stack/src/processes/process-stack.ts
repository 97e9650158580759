import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ComponentName } from '../components';
import { StackError } from '../errors';
import type { Stack } from '../stack';
import { Child } from './child';
import type { Situation } from './commands';

/** Who is stopped first: nobody is left to talk to something that is gone. */
const stopOrder: readonly ComponentName[] = ['demo', 'grafana', 'prometheus', 'alertmanager', 'api'];

/** The stack as local processes. */
export class ProcessStack implements Stack {
  readonly backend = 'processes';
  readonly urls;
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly situation: Situation,
    private readonly children: Map<ComponentName, Child>,
    readonly missing: Stack['missing'],
    private readonly release: () => Promise<void>,
  ) {
    const { ports, programs } = situation;
    const url = (port: number): string => `http://127.0.0.1:${port}`;
    this.urls = {
      api: url(ports.api),
      console: url(ports.console),
      prometheus: url(ports.prometheus),
      alertmanager: url(ports.alertmanager),
      ...(programs.grafana === undefined ? {} : { grafana: url(ports.grafana) }),
    };
  }

  async secret(name: string): Promise<string> {
    const file = path.join(this.situation.data, 'secrets', path.basename(name));
    try {
      return (await readFile(file, 'utf8')).trim();
    } catch {
      throw new StackError('SECRET_UNKNOWN', { name, reason: `there is no file ${file}` });
    }
  }

  async kill(component: ComponentName, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.child(component).kill(signal);
  }

  async restart(component: ComponentName): Promise<void> {
    const { spec } = this.child(component);
    await this.child(component).stop();
    this.children.set(component, await Child.start(spec));
  }

  async logs(component: ComponentName): Promise<string> {
    return readFile(this.child(component).spec.log, 'utf8');
  }

  stop(): Promise<void> {
    this.stopped ??= this.stopChildren().finally(() => this.release());
    return this.stopped;
  }

  async stopChildren(): Promise<void> {
    for (const name of stopOrder) await this.children.get(name)?.stop();
  }

  private child(component: ComponentName): Child {
    const child = this.children.get(component);
    if (child !== undefined) return child;
    throw new StackError('COMPONENT_UNKNOWN', { component, known: [...this.children.keys()].join(', ') });
  }
}
