import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { HistoryReport } from '@express-slo-stack/demo';
import type { ComponentName } from './components';
import { StackError } from './errors';
import type { Runner } from './runner';
import { handOver } from './setup/hand-over';
import type { ScrapeTokenHolder, Stack } from './stack';
import { localUsage } from './usage/local';
import type { Usage } from './usage/usage';

/** Who is stopped first: nobody is left to talk to something that is gone. */
const stopOrder: readonly ComponentName[] = ['demo', 'grafana', 'prometheus', 'alertmanager', 'api'];

/** Where each component keeps its data, below the stack's own folder. */
const dataFolders: Readonly<Partial<Record<ComponentName, string>>> = {
  api: 'api',
  demo: 'demo',
  prometheus: 'prometheus-data',
  alertmanager: 'alertmanager-data',
  grafana: 'grafana',
};

interface LocalStackParts {
  readonly backend: Stack['backend'];
  readonly data: string;
  readonly urls: Stack['urls'];
  readonly missing: Stack['missing'];
  readonly history?: HistoryReport;
  readonly runners: Map<ComponentName, Runner>;
  readonly release: () => Promise<void>;
}

/** A stack whose files lie in one folder of this machine. */
export class LocalStack implements Stack {
  readonly backend;
  readonly urls;
  readonly missing;
  readonly history?: HistoryReport;
  private stopped: Promise<void> | undefined;

  constructor(private readonly parts: LocalStackParts) {
    this.backend = parts.backend;
    this.urls = parts.urls;
    this.missing = parts.missing;
    if (parts.history !== undefined) this.history = parts.history;
  }

  async secret(name: string): Promise<string> {
    const file = path.join(this.parts.data, 'secrets', path.basename(name));
    try {
      return (await readFile(file, 'utf8')).trim();
    } catch {
      throw new StackError('SECRET_UNKNOWN', { name, reason: `there is no file ${file}` });
    }
  }

  async setScrapeToken(holder: ScrapeTokenHolder, token: string): Promise<void> {
    const folder = holder === 'api' ? 'secrets' : path.join('prometheus', 'secrets');
    await handOver({ folder: path.join(this.parts.data, folder) }, 'scrape-token', `${token}\n`);
  }

  async kill(component: ComponentName, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.runner(component).kill(signal);
  }

  async restart(component: ComponentName): Promise<void> {
    this.parts.runners.set(component, await this.runner(component).restart());
  }

  async logs(component: ComponentName): Promise<string> {
    return this.runner(component).logs();
  }

  async usage(component: ComponentName): Promise<Usage> {
    const { pid } = this.runner(component);
    const { size } = await stat(path.join(this.parts.data, 'logs', `${component}.log`)).catch(() => ({
      size: 0,
    }));
    const folder = dataFolders[component];
    return { ...(await localUsage(pid, folder && path.join(this.parts.data, folder))), log: size };
  }

  stop(): Promise<void> {
    this.stopped ??= this.stopRunners().finally(() => this.parts.release());
    return this.stopped;
  }

  /** Stops every runner, also when one of them fails to stop; then throws the first failure. */
  async stopRunners(): Promise<void> {
    const failures: unknown[] = [];
    for (const name of stopOrder) {
      await this.parts.runners
        .get(name)
        ?.stop()
        .catch((thrown: unknown) => failures.push(thrown));
    }
    if (failures.length > 0) throw failures[0];
  }

  private runner(component: ComponentName): Runner {
    const runner = this.parts.runners.get(component);
    if (runner !== undefined) return runner;
    const known = [...this.parts.runners.keys()].join(', ');
    throw new StackError('COMPONENT_UNKNOWN', { component, known });
  }
}
