import type { HistoryReport } from '@express-slo-stack/demo';
import type { ComponentName } from '../components';
import { StackError, messageOf } from '../errors';
import { localUrl, type Ports } from '../ports';
import type { ScrapeTokenHolder, Stack } from '../stack';
import { parseDisk, parseUsage, type Usage, usageScript } from '../usage/usage';
import type { Compose } from './compose';

const secretFolder = '/run/stack/secrets';

/** The scrape token's files as the service `setup`, which may write both, sees them. */
const scrapeTokenPlaces: Readonly<Record<ScrapeTokenHolder, { folder: string; group: number }>> = {
  api: { folder: '/setup/secrets', group: 1000 },
  prometheus: { folder: '/setup/prometheus-secrets', group: 65_534 },
};

/** Where each container keeps its data. The API has none of its own. */
const dataFolders: Readonly<Partial<Record<ComponentName, string>>> = {
  demo: '/setup/demo-data',
  postgres: '/var/lib/postgresql',
  prometheus: '/prometheus',
  alertmanager: '/alertmanager',
  grafana: '/var/lib/grafana',
};

/** Containers that can read a secret; the tokens' volume has two readers, one of which may be down. */
const readersOf = (name: string): readonly ComponentName[] => {
  if (name === 'grafana-admin-password') return ['grafana'];
  return name === 'postgres-password' ? ['postgres'] : ['api', 'demo'];
};

/** The stack in containers. */
export class ContainerStack implements Stack {
  readonly backend = 'containers';
  readonly urls;
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly compose: Compose,
    ports: Ports,
    readonly missing: Stack['missing'],
    readonly history: HistoryReport,
    private readonly takeDown: () => Promise<void>,
  ) {
    const hasGrafana = !missing.some(({ component }) => component === 'grafana');
    this.urls = {
      api: localUrl(ports.api),
      console: localUrl(ports.console),
      prometheus: localUrl(ports.prometheus),
      alertmanager: localUrl(ports.alertmanager),
      ...(hasGrafana ? { grafana: localUrl(ports.grafana) } : {}),
    };
  }

  async secret(name: string): Promise<string> {
    let reason = 'no container reads it';
    for (const reader of readersOf(name)) {
      try {
        const file = `${secretFolder}/${name.replace(/[^\w.-]/g, '')}`;
        return (await this.compose.run('exec', '--no-TTY', reader, 'cat', file)).trim();
      } catch (thrown) {
        reason = messageOf(thrown);
      }
    }
    throw new StackError('SECRET_UNKNOWN', { name, reason });
  }

  async setScrapeToken(holder: ScrapeTokenHolder, token: string): Promise<void> {
    const { folder, group } = scrapeTokenPlaces[holder];
    const write = `cd ${folder} && umask 077 && printf '%s\\n' "$1" > new && chgrp ${group} new && chmod 640 new && mv new scrape-token`;
    // Without being told never, it builds the image anew where a file of the project has changed: minutes.
    const once = ['run', '--rm', '--no-deps', '--no-TTY', '--pull', 'never', 'setup'];
    await this.compose.run(...once, 'sh', '-c', write, 'sh', token);
  }

  async kill(component: ComponentName, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.compose.run('kill', '--signal', signal, component);
  }

  async restart(component: ComponentName): Promise<void> {
    await this.compose.run('restart', component);
    await this.compose.run('up', '--detach', '--no-deps', '--no-recreate', '--no-build', '--wait', component);
  }

  async logs(component: ComponentName): Promise<string> {
    return this.compose.run('logs', '--no-color', '--no-log-prefix', component);
  }

  async usage(component: ComponentName): Promise<Usage> {
    const within = (...command: readonly string[]): Promise<string> =>
      this.compose.run('exec', '--no-TTY', component, ...command);
    const folder = dataFolders[component];
    const [printed, disk, logs] = await Promise.all([
      within('sh', '-c', usageScript),
      folder && within('sh', '-c', 'du -sk "$1" 2>/dev/null || true', 'du', folder),
      this.logs(component),
    ]);
    const processes = parseUsage(printed);
    return { processes, ...(disk === undefined ? {} : { disk: parseDisk(disk) }), log: logs.length };
  }

  stop(): Promise<void> {
    this.stopped ??= this.takeDown();
    return this.stopped;
  }
}
