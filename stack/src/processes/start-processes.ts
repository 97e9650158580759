import type { HistoryReport } from '@express-slo-stack/demo';
import { type ComponentName, type PortName, publishedPorts } from '../components';
import { makeHistory } from '../history/make-history';
import { historyNews } from '../history/report';
import { claimInternalPorts, claimPorts, localUrl, portWasTaken } from '../ports';
import { resolveProgram } from '../programs/resolve';
import { processLayout } from '../setup/layout';
import { setUp } from '../setup/set-up';
import type { Stack } from '../stack';
import type { StartRequest } from '../start-request';
import { assertBuilt } from './built';
import { Child } from './child';
import { type Situation, runnerSpec } from './commands';
import { findGrafana } from './grafana';
import { LocalStack } from '../local-stack';
import type { Runner } from '../runner';
import { copyPrometheusFolder } from './prometheus-folder';

const attempts = 3;

/** Starts everything as local processes below one data folder. */
export async function startProcesses(request: StartRequest): Promise<Stack> {
  await assertBuilt();
  request.progress(
    'Looking for Prometheus and Alertmanager (downloaded once, about 50 MB, if they are not installed) …',
  );
  const [prometheus, alertmanager, grafana] = await Promise.all([
    resolveProgram('prometheus'),
    resolveProgram('alertmanager'),
    findGrafana(),
  ]);
  const programs = { prometheus, alertmanager, ...('found' in grafana ? { grafana: grafana.found } : {}) };
  const missing = 'reason' in grafana ? [{ component: 'grafana' as const, reason: grafana.reason }] : [];

  for (let attempt = 1; ; attempt += 1) {
    const ports = await claimPorts(request.ports, portsNeeded('found' in grafana));
    const internal = await claimInternalPorts(ports);
    const situation = { ...request, data: request.dataFolder, ports, internal, programs };
    try {
      return await startAll(situation, missing, request);
    } catch (thrown) {
      // A port that was free a moment ago may be gone: another one will do, or what was asked for by number is reported.
      if (attempt === attempts || !portWasTaken(thrown)) throw thrown;
    }
  }
}

async function startAll(
  situation: Situation,
  missing: Stack['missing'],
  { progress, release, history: choice }: StartRequest,
): Promise<Stack> {
  progress('Making secrets, targets and configuration …');
  await copyPrometheusFolder(situation.data);
  await setUp(processLayout(situation.data, situation.ports, situation.internal));

  const runners = new Map<ComponentName, Runner>();
  const parts = {
    backend: 'processes' as const,
    data: situation.data,
    urls: urlsOf(situation),
    missing,
    runners,
    release,
  };
  const start = async (name: Exclude<ComponentName, 'postgres'>): Promise<void> => {
    const since = Date.now();
    runners.set(name, await Child.start(await runnerSpec(name, situation)));
    progress(`${name} is ready (${secondsSince(since)} s)`);
  };
  const past = async (): Promise<HistoryReport> => {
    const since = Date.now();
    const report = await makeHistory(situation.data, choice);
    progress(`${historyNews(report)} (${secondsSince(since)} s)`);
    return report;
  };
  try {
    const grafana = situation.programs.grafana === undefined ? [] : [start('grafana')];
    const making = past();
    await allSettledThenThrow([start('alertmanager'), start('api'), ...grafana, making]);
    // Prometheus after the API: a first start is no outage that the target's own SLO should count.
    await allSettledThenThrow([start('prometheus'), start('demo')]);
    return new LocalStack({ ...parts, history: await making });
  } catch (thrown) {
    // Why the start failed matters more than a failing stop.
    await new LocalStack(parts).stopRunners().catch(() => undefined);
    throw thrown;
  }
}

const secondsSince = (moment: number): string => ((Date.now() - moment) / 1000).toFixed(1);

function urlsOf({ ports, programs }: Situation): Stack['urls'] {
  return {
    api: localUrl(ports.api),
    console: localUrl(ports.console),
    prometheus: localUrl(ports.prometheus),
    alertmanager: localUrl(ports.alertmanager),
    ...(programs.grafana === undefined ? {} : { grafana: localUrl(ports.grafana) }),
  };
}

/** Waits for all, so that nothing is started behind the back of the clean-up; then throws the first failure. */
export async function allSettledThenThrow(work: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function portsNeeded(withGrafana: boolean): readonly PortName[] {
  return (Object.keys(publishedPorts) as PortName[]).filter((name) => withGrafana || name !== 'grafana');
}
