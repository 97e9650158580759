import type { ComponentName } from '../components';
import { LocalStack } from '../local-stack';
import { claimInternalPorts, claimPorts, localUrl, portWasTaken } from '../ports';
import { assertBuilt } from '../processes/built';
import { Child } from '../processes/child';
import { type Programs, runnerSpec } from '../processes/commands';
import { allSettledThenThrow } from '../processes/start-processes';
import { resolveProgram } from '../programs/resolve';
import type { Runner, RunnerSpec } from '../runner';
import type { Stack } from '../stack';
import type { StartRequest } from '../start-request';
import { trafficSettings } from '../traffic-settings';
import type { AppUnderTest } from './app-under-test';
import { HostContainer } from './host-container';
import { composeImages } from './images';
import { prepareForApp } from './prepare';

const attempts = 3;
type Monitor = 'prometheus' | 'alertmanager';
type StartMonitor = (spec: RunnerSpec, name: Monitor) => Promise<Runner>;

/** Prometheus, Alertmanager and the inbox for an app of yours. The inbox is a local process with both back ends. */
export async function startForApp(
  app: AppUnderTest,
  backend: Stack['backend'],
  request: StartRequest,
): Promise<Stack> {
  await assertBuilt();
  const { programs, start } = await waysToStart(backend, request.dataFolder);

  for (let attempt = 1; ; attempt += 1) {
    const ports = await claimPorts(request.ports, ['console', 'prometheus', 'alertmanager']);
    const internal = await claimInternalPorts(ports);
    const situation = {
      ...request,
      data: request.dataFolder,
      ports,
      programs,
      internal,
      demoSettings: trafficSettings(false),
    };
    await prepareForApp(app, request.dataFolder, ports, internal);

    const runners = new Map<ComponentName, Runner>();
    const stack = new LocalStack({
      backend,
      data: request.dataFolder,
      missing: [],
      runners,
      release: request.release,
      urls: {
        console: localUrl(ports.console),
        prometheus: localUrl(ports.prometheus),
        alertmanager: localUrl(ports.alertmanager),
      },
    });
    const begin = async (name: Monitor | 'demo'): Promise<void> => {
      const spec = await runnerSpec(name, situation);
      runners.set(name, name === 'demo' ? await Child.start(spec) : await start(spec, name));
    };
    try {
      await allSettledThenThrow([begin('prometheus'), begin('alertmanager'), begin('demo')]);
      return stack;
    } catch (thrown) {
      // Why the start failed matters more than a failing stop.
      await stack.stopRunners().catch(() => undefined);
      if (attempt === attempts || !portWasTaken(thrown)) throw thrown;
    }
  }
}

async function waysToStart(
  backend: Stack['backend'],
  folder: string,
): Promise<{ programs: Programs; start: StartMonitor }> {
  if (backend === 'containers') {
    const images = await composeImages();
    return {
      programs: { prometheus: 'prometheus', alertmanager: 'alertmanager' },
      start: (spec, name) => HostContainer.start({ ...spec, folder, image: images[name] }),
    };
  }
  const [prometheus, alertmanager] = await Promise.all([
    resolveProgram('prometheus'),
    resolveProgram('alertmanager'),
  ]);
  return { programs: { prometheus, alertmanager }, start: (spec) => Child.start(spec) };
}
