import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { readDemoConfig, type DemoConfig } from './config';
import { createConsole } from './console/app';
import type { Links, ShownDsn } from './console/overview';
import { combineFaults } from './faults/combine';
import { remoteFaults } from './faults/remote';
import { superviseFaults } from './faults/supervised';
import { forecasting } from './forecast/forecasting';
import { listen } from './http/listen';
import { openInbox } from './inbox/inbox';
import { createLog } from './log';
import { publishMonitoring, type PublishedMonitoring } from './monitoring/publish';
import { rereadSecret } from './secrets';
import { applicationNames } from './traffic/applications/profiles';
import { createCaller } from './traffic/caller';
import { dsnAt } from './traffic/dsn';
import { createLedger, type LedgerReport } from './traffic/ledger';
import { provisionWhenReady, type ProvisionedProject } from './traffic/provision';
import { followWatchdogLimit } from './watchdog/limit';
import { clockDifference } from './watchdog/clocks';
import { readWatchdogConfiguration, type MonitoringUrls } from './watchdog/read-configuration';
import { startTraffic, type Traffic } from './traffic/traffic';

export interface RunningDemo {
  /** The console's address. */
  readonly url: string;
  /** Ends the traffic, then the console; resolves to the ledger of everything that was sent. */
  stop(): Promise<LedgerReport>;
}

const linksOf = (config: DemoConfig): Links => ({
  api: config.PUBLIC_API_URL ?? config.API_URL,
  prometheus: config.PUBLIC_PROMETHEUS_URL,
  alertmanager: config.PUBLIC_ALERTMANAGER_URL,
  grafana: config.PUBLIC_GRAFANA_URL,
});

/** Throws an error that names the variable without which the Watchdog's limit cannot be derived. */
function bothOf({ prometheusUrl, alertmanagerUrl }: PublishedMonitoring): MonitoringUrls {
  if (prometheusUrl === undefined) throw new Error('PROMETHEUS_URL is not set');
  if (alertmanagerUrl === undefined) throw new Error('ALERTMANAGER_URL is not set');
  return { prometheusUrl, alertmanagerUrl };
}

const STOP_GRACE_MS = 2000;

/** Once started, keeps projects provisioned and traffic running from the moment that the API is ready. */
function createSending(config: DemoConfig, log: Logger) {
  const ledger = createLedger();
  const stopping = new AbortController();
  const token = rereadSecret(join(config.SECRETS_DIR, 'admin-token'));
  const call = createCaller({ apiUrl: config.API_URL, ledger, stopping: stopping.signal });
  const warn = (problem: string): void => log.warn(problem);
  let projects: readonly ProvisionedProject[] = [];
  let traffic: Traffic | undefined;

  const begin = async (): Promise<void> => {
    const options = { call, token, projects: applicationNames, stopping: stopping.signal, warn };
    const provisioned = await provisionWhenReady(options);
    if (provisioned === undefined) return;
    projects = provisioned;
    log.info({ projects: projects.map(({ slug }) => slug) }, 'projects are provisioned');
    if (config.TRAFFIC === 'off') return;
    const rhythm = { mean: config.TRAFFIC_RATE, daySeconds: config.TRAFFIC_DAY_SECONDS };
    traffic = startTraffic({
      apiUrl: config.API_URL,
      call,
      ledger,
      token,
      projects,
      rhythm,
      seed: config.TRAFFIC_SEED,
      warn,
    });
  };
  let begun: Promise<void> | undefined;

  return {
    ledger,
    projects: () => projects,
    start(): void {
      begun ??= begin().catch((thrown: unknown) => log.error(thrown, 'the traffic could not start'));
    },
    async stop(): Promise<LedgerReport> {
      // What is under way may end by itself for a moment; the rest is aborted, and is in the ledger as that.
      await Promise.race([traffic?.stop(), wait(STOP_GRACE_MS, undefined, { ref: false })]);
      stopping.abort();
      await begun;
      await traffic?.stop();
      return ledger.report();
    },
  };
}

/**
 * Starts console, inbox, provisioning and traffic, and publishes Prometheus and Alertmanager. Everything but the console waits for the API by itself.
 * @throws DemoError `CONFIG_INVALID`; the system's error when a port is taken
 */
export async function startDemo(env: NodeJS.ProcessEnv): Promise<RunningDemo> {
  const config = readDemoConfig(env);
  const log = createLog('demo', config.LOG_LEVEL);
  const monitoring = await publishMonitoring(config, (thrown) => log.error(thrown));
  const watchdogLimit = followWatchdogLimit({
    setting: config.WATCHDOG_SECONDS,
    read: async () => readWatchdogConfiguration(bothOf(monitoring)),
    clocks: async () => clockDifference(bothOf(monitoring)),
    report: (line) => log.info(line),
  });
  const inbox = await openInbox({
    file: join(config.DATA_DIR, 'inbox.jsonl'),
    limit: config.INBOX_LIMIT,
    watchdogLimit: () => watchdogLimit.current(),
    warn: (problem) => log.warn(problem),
  });
  const sending = createSending(config, log);
  const { api, ...links } = linksOf(config);
  const dsns = (): ShownDsn[] =>
    sending.projects().map(({ slug, dsn }) => ({ project: slug, dsn: dsnAt(dsn, api) }));
  const tokenFile = join(config.SECRETS_DIR, 'faults-token');
  const supervised = superviseFaults(tokenFile, (problem) => log.warn(problem));
  const faults = combineFaults(remoteFaults({ url: config.FAULTS_URL, tokenFile }), supervised.control);
  const { prometheusUrl, alertmanagerUrl } = monitoring;
  const app = createConsole({
    inbox,
    forecasting: forecasting(
      faults,
      { prometheusUrl, alertmanagerUrl, watchdog: () => inbox.watchdog() },
      () => inbox.pages(),
    ),
    supervised: supervised.control,
    orders: supervised.routes,
    ledger: sending.ledger,
    isTrafficOn: config.TRAFFIC === 'on',
    prometheusUrl,
    dsns,
    links: { api, ...links },
    hosts: config.CONSOLE_HOSTS,
    report: (thrown) => log.error(thrown),
  });
  const console = await listen(app, config.HOST, config.CONSOLE_PORT).catch(async (thrown: unknown) => {
    inbox.stop();
    watchdogLimit.stop();
    await monitoring.stop();
    throw thrown;
  });
  sending.start();
  log.info({ url: console.url }, 'the console is up');

  return {
    url: console.url,
    async stop() {
      const ledger = await sending.stop();
      await console.stop();
      await monitoring.stop();
      inbox.stop();
      watchdogLimit.stop();
      log.info({ ledger }, 'the demo has stopped');
      return ledger;
    },
  };
}
