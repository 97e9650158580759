import { registerBuildInfo, registerProcessMetrics } from '@express-slo-stack/observability';
import { Registry } from 'prom-client';
import { type ApiHooks, createApp } from './app';
import { TokenRegistry } from './auth/token-registry';
import { createBounds } from './bounds';
import { loadConfig } from './config/load-config';
import { memoryGiven } from './config/memory-given';
import { memoryProblems } from './config/memory-need';
import type { Config } from './config/settings';
import { errors } from './errors';
import { Readiness } from './http/readiness';
import { createProjectKeys } from './ingest';
import { createLogger, type Logger } from './logging/logger';
import { Retention } from './retention/retention';
import { createRetentionMetrics } from './retention/retention-metrics';
import { RunningServer } from './running-server';
import { serviceName } from './service';
import { createStoreMetrics } from './observability/store-metrics';
import { countMigrations, migrate } from './store/migrate';
import { type Database, openDatabase } from './store/open-database';
import { packageVersion } from './version';

export interface StartOptions {
  env: NodeJS.ProcessEnv;
  hooks?: ApiHooks;
}

/** An API that listens. */
export interface RunningApi {
  /** Where it listens, without a slash at the end. */
  url: string;
  port: number;
  /** Answers "not ready" from now on, as {@link stop} does first: for who has other parts to stop before the API. */
  stopBeingReady(): void;
  /** Not ready, then no longer listening, then drained and closed. Safe to call twice. */
  stop(): Promise<void>;
  /** Cuts every connection and stops listening, as if the API were down; everything else stays up. */
  stopListening(): Promise<void>;
  /** Listens again on the same port. */
  listenAgain(): Promise<void>;
}

function createRegistry(config: Config): Registry {
  const registry = new Registry();
  registerProcessMetrics(registry);
  registerBuildInfo(registry, {
    service: serviceName,
    version: packageVersion(),
    revision: config.REVISION,
  });
  return registry;
}

async function prepare(db: Database, config: Config, logger: Logger): Promise<TokenRegistry> {
  const applied = await migrate(db);
  if (applied.length > 0) logger.info({ applied }, 'the database has been migrated');
  const tokens = new TokenRegistry({ db, logger, directory: config.SECRETS_DIR });
  await tokens.start();
  return tokens;
}

const urlHost = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
};

const sleep = (seconds: number): Promise<void> =>
  new Promise((wake) => setTimeout(wake, Math.round(seconds * 1000)));

/**
 * Starts the API from environment variables (docs/configuration.md): opens and migrates the database, makes the
 * first tokens, listens.
 *
 * @throws ApiError that names what is wrong and what to do; then nothing is left running.
 */
export async function startApi({ env, hooks }: StartOptions): Promise<RunningApi> {
  const config = loadConfig(env);
  const tooLarge = memoryProblems(config, memoryGiven());
  if (tooLarge.length > 0) throw errors.badConfiguration(tooLarge);
  const logger = createLogger(config);
  const registry = createRegistry(config);
  const engine = config.DATABASE_URL === undefined ? 'pglite' : 'postgresql';
  const metrics = createStoreMetrics(registry, engine);
  const database = await openDatabase(config, logger, metrics.recorder);
  const { db } = database;
  try {
    const tokens = await prepare(db, config, logger);
    metrics.migrations(await countMigrations(db));
    const readiness = new Readiness();
    const projectKeys = createProjectKeys(db, {
      size: config.PROJECT_KEY_CACHE_SIZE,
      seconds: config.PROJECT_KEY_CACHE_SECONDS,
      recorder: metrics.projectKeys,
    });
    const { committed } = metrics.recorder;
    const bounds = createBounds(config, registry);
    const app = createApp(
      { config, logger, db, tokens, projectKeys, readiness, bounds, committed, registry },
      hooks,
    );
    const server = new RunningServer(app, config);
    await server.open();
    const retention = new Retention({ db, logger, config, metrics: createRetentionMetrics(registry) });
    retention.start();
    tokens.watch(config.TOKEN_FILE_CHECK_SECONDS * 1000);

    const stop = async (): Promise<void> => {
      readiness.drain();
      logger.info('no longer ready; draining');
      await sleep(config.SHUTDOWN_DELAY_SECONDS);
      tokens.stop();
      await server.drain(() => logger.info('no longer listening'));
      await retention.stop();
      await database.close();
      logger.info('stopped');
    };
    let stopping: Promise<void> | undefined;
    const url = `http://${urlHost(config.HOST)}:${server.port}`;
    logger.info({ url, database: engine === 'pglite' ? 'embedded' : engine }, 'listening');
    return {
      url,
      port: server.port,
      stop: () => (stopping ??= stop()),
      stopBeingReady: () => readiness.drain(),
      stopListening: () => server.cut(),
      listenAgain: () => server.open(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
