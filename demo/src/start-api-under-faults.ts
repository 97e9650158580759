import { join } from 'node:path';
import { ensureSecretFile, startApi, startEmbeddedDatabase, type RunningApi } from '@express-slo-stack/api';
import { readFaultsConfig } from './config';
import { createFaultBoard } from './faults/board';
import { apiFaults } from './faults/catalogue';
import { startFaultServer } from './faults/control-server';
import { startDatabaseProxy } from './faults/database-proxy';
import { faultMiddleware } from './faults/middleware';
import { createLog } from './log';

/** Enough for the demo's traffic while each statement takes a second longer: waiting for one is no fault that was asked for. */
const CONNECTIONS = 80;

export interface RunningApiUnderFaults {
  readonly url: string;
  /** Where the fault switches are, for whoever holds the faults token. */
  readonly faultsUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts the API as it is, with a proxy before its database and the faults in its hook, and the fault switches beside
 * it. Without `DATABASE_URL` the embedded database in `DATA_DIR` is used.
 * @throws DemoError `CONFIG_INVALID`, `DATABASE_URL_UNUSABLE`; the API's own errors
 */
export async function startApiUnderFaults(env: NodeJS.ProcessEnv): Promise<RunningApiUnderFaults> {
  const config = readFaultsConfig(env);
  const log = createLog('faults', config.LOG_LEVEL);
  const tokenFile = join(config.SECRETS_DIR, 'faults-token');
  await ensureSecretFile(tokenFile);

  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const stopPart of stops.splice(0).reverse()) await stopPart();
  };
  try {
    const databaseUrl = config.DATABASE_URL ?? (await startEmbedded(config.DATA_DIR, stops));
    const proxy = await startDatabaseProxy(databaseUrl);
    stops.push(() => proxy.stop());

    const board = createFaultBoard({
      names: apiFaults,
      effects: {
        'api-down': { begin: () => api.stopListening(), end: () => api.listenAgain() },
        'database-gone': {
          begin: () => Promise.resolve(proxy.cut()),
          end: () => Promise.resolve(proxy.mend()),
        },
        'database-slow': {
          begin: ({ ms }) => Promise.resolve(proxy.delay(ms)),
          end: () => Promise.resolve(proxy.delay(0)),
        },
      },
      warn: (problem) => log.warn(problem),
    });
    const api: RunningApi = await startApi({
      env: { DATABASE_POOL_SIZE: String(CONNECTIONS), ...env, DATABASE_URL: proxy.url },
      hooks: { middleware: [faultMiddleware(board)] },
    });
    stops.push(() => api.stop());

    const warn = (thrown: unknown): void => log.error(thrown);
    const { FAULTS_HOST: host, FAULTS_PORT: port } = config;
    const control = await startFaultServer({ control: board, tokenFile, host, port, warn });
    stops.push(async () => {
      api.stopBeingReady();
      await control.stop();
      await board.stop();
    });
    log.info({ url: control.url }, 'the fault switches are up');
    return { url: api.url, faultsUrl: control.url, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

async function startEmbedded(dataDir: string, stops: (() => Promise<void>)[]): Promise<string> {
  const embedded = await startEmbeddedDatabase(join(dataDir, 'postgres'));
  stops.push(() => embedded.stop());
  return embedded.url;
}
