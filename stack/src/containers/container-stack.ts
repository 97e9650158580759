import type { HistoryReport } from '@express-slo-stack/demo';
import type { ComponentName } from '../components';
import { StackError, messageOf } from '../errors';
import { localUrl, type Ports } from '../ports';
import type { ScrapeTokenHolder, Stack } from '../stack';
import type { Compose } from './compose';

const secretFolder = '/run/stack/secrets';

/** The scrape token's files as the service `setup`, which may write both, sees them. */
const scrapeTokenPlaces: Readonly<Record<ScrapeTokenHolder, { folder: string; group: number }>> = {
  api: { folder: '/setup/secrets', group: 1000 },
  prometheus: { folder: '/setup/prometheus-secrets', group: 65_534 },
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

  stop(): Promise<void> {
    this.stopped ??= this.takeDown();
    return this.stopped;
  }
}
