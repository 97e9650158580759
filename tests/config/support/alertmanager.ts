import { resolveProgram } from '@express-slo-stack/stack';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectPath } from './project';

type Labels = Readonly<Record<string, string>>;

/** A running Alertmanager on the committed configuration; its notifications find no inbox, which is no matter here. */
export interface RunningAlertmanager {
  post(alerts: readonly Labels[]): Promise<void>;
  /** The labels of the alerts that are muted and of those that are not, once it has taken and weighed `count` alerts. */
  settled(count: number): Promise<{ readonly muted: readonly Labels[]; readonly active: readonly Labels[] }>;
  stop(): Promise<void>;
}

export async function startAlertmanager(): Promise<RunningAlertmanager> {
  const data = await mkdtemp(path.join(tmpdir(), 'alertmanager-'));
  const port = await freePort();
  const child = spawn(
    await resolveProgram('alertmanager'),
    [
      `--config.file=${projectPath('alertmanager/alertmanager.yml')}`,
      `--storage.path=${data}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore' },
  );
  const base = `http://127.0.0.1:${port}/api/v2/alerts`;
  await until(async () => (await fetch(base).catch(() => undefined))?.ok === true, child);

  return {
    async post(alerts) {
      const body = JSON.stringify(alerts.map((labels) => ({ labels })));
      const answer = await fetch(base, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      if (!answer.ok) throw new Error(`Alertmanager refused the alerts: ${await answer.text()}`);
    },
    async settled(count) {
      interface Alert {
        readonly labels: Labels;
        readonly status: { readonly inhibitedBy: readonly string[] };
      }
      // It lists an alert before its inhibitor has seen it: hence the same answer three times in a row.
      let all: readonly Alert[] = [];
      let same = 0;
      await until(async () => {
        const before = all;
        all = (await (await fetch(base)).json()) as readonly Alert[];
        same = all.length === count && states(all) === states(before) ? same + 1 : 0;
        return same === 3;
      }, child);
      const isMuted = ({ status }: Alert) => status.inhibitedBy.length > 0;
      return {
        muted: all.filter(isMuted).map(({ labels }) => labels),
        active: all.filter((alert) => !isMuted(alert)).map(({ labels }) => labels),
      };
    },
    async stop() {
      if (child.exitCode === null && child.kill()) await once(child, 'exit');
      await rm(data, { recursive: true });
    },
  };
}

const states = (alerts: readonly { readonly status: unknown }[]) =>
  JSON.stringify(alerts.map(({ status }) => status));

async function until(condition: () => Promise<boolean>, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`Alertmanager ended with ${child.exitCode}`);
    if (await condition()) return;
    await sleep(50);
  }
  throw new Error('Alertmanager did not get there within 10 s');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
