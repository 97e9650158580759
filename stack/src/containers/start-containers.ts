import path from 'node:path';
import type { HistoryReport } from '@express-slo-stack/demo';
import { type PortName, portNames, publishedPorts } from '../components';
import { type Ports, claimPorts } from '../ports';
import { owe } from '../reaper';
import { projectRoot } from '../root';
import type { Stack } from '../stack';
import type { StartRequest } from '../start-request';
import { messageOf } from '../errors';
import { historyNews, historyReport } from '../history/report';
import { Compose } from './compose';
import { ContainerStack } from './container-stack';
import { whyNoGrafana } from './grafana-image';
import { apiOverride } from './override';
import { projectName } from './project';

const attempts = 3;

/** Starts everything in containers, from docker-compose.yml as it is. */
export async function startContainers(request: StartRequest): Promise<Stack> {
  const { dataFolder, keepData, progress } = request;
  const name = projectName(dataFolder, keepData);
  const files = [
    path.join(projectRoot, 'docker-compose.yml'),
    ...(await apiOverride(dataFolder, request.apiSettings)),
  ];
  const composeWith = (env: Readonly<Record<string, string>>): Compose => new Compose({ name, files, env });
  const down = [
    'down',
    '--timeout',
    '20',
    '--remove-orphans',
    ...(keepData ? [] : ['--volumes', '--rmi', 'local']),
  ];

  const reason = await whyNoGrafana(composeWith({}));
  const missing = reason === undefined ? [] : [{ component: 'grafana' as const, reason }];
  const profiles = { COMPOSE_PROFILES: reason === undefined ? 'grafana' : '' };
  const needed = portNames.filter((port) => port !== 'grafana' || reason === undefined);
  // What an earlier start left running would hold the ports.
  await composeWith({ COMPOSE_PROFILES: 'grafana' }).run('down', '--timeout', '20', '--remove-orphans');

  for (let attempt = 1; ; attempt += 1) {
    const ports = await claimPorts(request.ports, needed);
    const compose = composeWith({
      ...profiles,
      ...portVariables(ports),
      ...request.demoSettings,
      HISTORY: request.history.HISTORY,
      HISTORY_RATE: String(request.history.HISTORY_RATE),
    });
    // By the committed file alone: the override may be gone with its folder when the debt is collected.
    const byItself = new Compose({ name, files: files.slice(0, 1), env: {} });
    const paid = owe({ command: byItself.command('--profile', 'grafana', ...down) });
    const removeContainers = async (): Promise<void> => {
      await compose.run('--profile', 'grafana', ...down);
      paid();
    };
    const takeDown = (): Promise<void> => removeContainers().finally(() => request.release());
    try {
      progress(
        attempt === 1
          ? 'Building the image and starting containers (minutes, the first time) …'
          : 'Trying other ports …',
      );
      await compose.up(progress);
      const history = await historyOf(compose);
      progress(historyNews(history));
      return new ContainerStack(compose, ports, missing, history, takeDown);
    } catch (thrown) {
      // What stays is still owed, and removed when this process ends; why the start failed matters more here.
      await removeContainers().catch(() => undefined);
      if (attempt === attempts || !lostItsPort(thrown, request.ports)) throw thrown;
    }
  }
}

/** What the two services that make the history wrote. */
async function historyOf(compose: Compose): Promise<HistoryReport> {
  const logOf = (service: string): Promise<string> =>
    compose.run('logs', '--no-color', '--no-log-prefix', service);
  try {
    return historyReport(await logOf('history'), await logOf('backfill'));
  } catch (thrown) {
    return { problem: messageOf(thrown) };
  }
}

function portVariables(ports: Ports): Record<string, string> {
  const entries = (Object.keys(publishedPorts) as PortName[]).map((name) => [
    publishedPorts[name].variable,
    String(ports[name]),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function lostItsPort(thrown: unknown, requested: Ports): boolean {
  return (
    Object.values(requested).includes(0) &&
    thrown instanceof Error &&
    /port is already allocated|address already in use/.test(thrown.message)
  );
}
