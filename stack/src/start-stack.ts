import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startForApp } from './app/start-for-app';
import { whyNoEngine } from './containers/engine';
import { startContainers } from './containers/start-containers';
import { StackError } from './errors';
import { eachPort } from './ports';
import { startProcesses } from './processes/start-processes';
import { owe } from './reaper';
import { occupy } from './running-file';
import { announce, unannounce } from './running-stack';
import type { Stack, StackOptions } from './stack';
import { trafficSettings } from './traffic-settings';

/**
 * Starts the whole stack (API, demo, Prometheus, Alertmanager, Grafana where it can be had) and waits
 * until all of it is ready. Containers and processes give the same interface.
 *
 * If this process ends without calling `stop`, even by SIGKILL, everything is stopped all the same.
 * Throws StackError: BACKEND_INVALID, ENGINE_UNREACHABLE, ALREADY_RUNNING, PORT_TAKEN, PROGRAM_MISSING,
 * COMPONENT_EXITED, COMPONENT_NOT_READY, COMPOSE_FAILED, NOT_BUILT, RULES_UNREADABLE.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const backend = options.backend ?? (await chooseBackend(process.env));
  const place =
    options.dataFolder === undefined ? await temporaryFolder() : await keptFolder(options.dataFolder);
  const request = {
    dataFolder: place.folder,
    keepData: place.kept,
    ports: { ...eachPort(() => 0), ...options.ports },
    demoSettings: { ...options.demoSettings, ...trafficSettings(options.traffic) },
    history: options.history ?? noHistory,
    apiSettings: options.apiSettings ?? {},
    progress: options.onProgress ?? (() => undefined),
    release: place.release,
  };
  try {
    if (options.app !== undefined) return await startForApp(options.app, backend, request);
    const stack = await (backend === 'containers' ? startContainers(request) : startProcesses(request));
    if (place.kept) await announce(place.folder, stack);
    return stack;
  } catch (thrown) {
    await place.release();
    throw thrown;
  }
}

/** `STACK` decides, else what is there. Throws BACKEND_INVALID, and ENGINE_UNREACHABLE for `STACK=containers`. */
export async function chooseBackend(env: NodeJS.ProcessEnv): Promise<Stack['backend']> {
  const asked = env['STACK'];
  if (asked === 'processes') return 'processes';
  if (asked !== undefined && asked !== '' && asked !== 'containers') {
    throw new StackError('BACKEND_INVALID', { value: asked });
  }
  const reason = await whyNoEngine();
  if (reason === undefined) return 'containers';
  if (asked === 'containers') throw new StackError('ENGINE_UNREACHABLE', { reason });
  return 'processes';
}

const noHistory = { HISTORY: 'off', HISTORY_RATE: 0 } as const;

interface Place {
  readonly folder: string;
  readonly kept: boolean;
  readonly release: () => Promise<void>;
}

async function temporaryFolder(): Promise<Place> {
  const folder = await mkdtemp(path.join(tmpdir(), 'express-slo-stack-'));
  const paid = owe({ folder });
  const release = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true });
    paid();
  };
  return { folder, kept: false, release };
}

async function keptFolder(folder: string): Promise<Place> {
  const absolute = path.resolve(folder);
  const release = await occupy(absolute);
  await unannounce(absolute);
  return { folder: absolute, kept: true, release };
}
