import path from 'node:path';
import { MONITORING_PASSWORD_FILE, monitoringAuthorization, readSecret } from '@express-slo-stack/demo';
import type { ComponentName } from '../components';
import { type InternalPorts, localUrl, type Ports } from '../ports';
import { projectRoot } from '../root';
import type { RunnerSpec } from '../runner';

export interface Programs {
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly grafana?: { readonly command: string; readonly home: string };
}

export interface Situation {
  readonly data: string;
  readonly ports: Ports;
  readonly internal: InternalPorts;
  readonly programs: Programs;
  readonly demoSettings: Readonly<Record<string, string>>;
  readonly apiSettings: Readonly<Record<string, string>>;
}

type Command = Omit<RunnerSpec, 'name' | 'log' | 'cwd'>;
type CommandOf = (situation: Situation & { readonly monitoringPassword: string }) => Command;

const nodeProgram = (file: string, flags: readonly string[] = []): Pick<RunnerSpec, 'command' | 'args'> => ({
  command: process.execPath,
  args: [...flags, path.join(projectRoot, file)],
});

/** How each component is started as a local process. Same programs and settings as docker-compose.yml. */
const commands: Readonly<Record<Exclude<ComponentName, 'postgres' | 'grafana'>, CommandOf>> = {
  api: ({ data, ports, internal, apiSettings }) => ({
    ...nodeProgram('demo/dist/api.js'),
    env: {
      HOST: '127.0.0.1',
      PORT: String(ports.api),
      PUBLIC_URL: localUrl(ports.api),
      DATA_DIR: path.join(data, 'api'),
      SECRETS_DIR: path.join(data, 'secrets'),
      FAULTS_HOST: '127.0.0.1',
      FAULTS_PORT: String(internal.faults),
      RETENTION_DAYS: '2',
      ...apiSettings,
    },
    readyUrl: `${localUrl(ports.api)}/_ready/`,
  }),

  demo: ({ data, ports, internal, demoSettings, programs }) => ({
    ...nodeProgram('demo/dist/main.js', ['--max-old-space-size=160', '--max-semi-space-size=8']),
    env: {
      HOST: '127.0.0.1',
      CONSOLE_PORT: String(ports.console),
      API_URL: localUrl(ports.api),
      PROMETHEUS_URL: localUrl(internal.prometheus),
      PROMETHEUS_PORT: String(ports.prometheus),
      ALERTMANAGER_URL: localUrl(internal.alertmanager),
      ALERTMANAGER_PORT: String(ports.alertmanager),
      PUBLIC_API_URL: localUrl(ports.api),
      PUBLIC_PROMETHEUS_URL: localUrl(ports.prometheus),
      PUBLIC_ALERTMANAGER_URL: localUrl(ports.alertmanager),
      ...(programs.grafana === undefined ? {} : { PUBLIC_GRAFANA_URL: localUrl(ports.grafana) }),
      FAULTS_URL: localUrl(internal.faults),
      DATA_DIR: path.join(data, 'demo'),
      SECRETS_DIR: path.join(data, 'secrets'),
      ...demoSettings,
    },
    readyUrl: `${localUrl(ports.console)}/_health/`,
  }),

  prometheus: ({ data, ports, internal, programs, monitoringPassword }) => ({
    command: 'sh',
    args: [
      path.join(data, 'prometheus', 'start.sh'),
      programs.prometheus,
      path.join(data, 'prometheus-data'),
      `@${path.join(data, 'prometheus', 'flags')}`,
      `--config.file=${path.join(data, 'prometheus', 'prometheus.yml')}`,
      `--web.config.file=${path.join(data, 'prometheus', 'secrets', 'web.yml')}`,
      `--web.listen-address=127.0.0.1:${internal.prometheus}`,
      `--web.external-url=${localUrl(ports.prometheus)}/`,
    ],
    env: {},
    readyUrl: `${localUrl(internal.prometheus)}/-/ready`,
    readyHeaders: { authorization: monitoringAuthorization(monitoringPassword) },
  }),

  alertmanager: ({ data, ports, internal, programs, monitoringPassword }) => ({
    command: programs.alertmanager,
    args: [
      `@${path.join(data, 'alertmanager', 'flags')}`,
      `--config.file=${path.join(data, 'alertmanager', 'alertmanager.yml')}`,
      `--storage.path=${path.join(data, 'alertmanager-data')}`,
      `--web.config.file=${path.join(data, 'alertmanager', 'secrets', 'web.yml')}`,
      `--web.listen-address=127.0.0.1:${internal.alertmanager}`,
      `--web.external-url=${localUrl(ports.alertmanager)}/`,
    ],
    env: {},
    readyUrl: `${localUrl(internal.alertmanager)}/-/ready`,
    readyHeaders: { authorization: monitoringAuthorization(monitoringPassword) },
  }),
};

const grafana: CommandOf = ({ data, ports, internal, programs, monitoringPassword }) => ({
  command: programs.grafana?.command ?? 'grafana',
  args: ['server', `--homepath=${programs.grafana?.home ?? ''}`],
  env: {
    GF_SERVER_HTTP_ADDR: '127.0.0.1',
    GF_SERVER_HTTP_PORT: String(ports.grafana),
    GF_SERVER_ROOT_URL: `${localUrl(ports.grafana)}/`,
    GF_PATHS_DATA: path.join(data, 'grafana'),
    GF_PATHS_LOGS: path.join(data, 'logs', 'grafana'),
    GF_PATHS_PLUGINS: path.join(data, 'grafana', 'plugins'),
    GF_PATHS_PROVISIONING: path.join(projectRoot, 'grafana', 'provisioning'),
    GF_SECURITY_ADMIN_PASSWORD__FILE: path.join(data, 'secrets', 'grafana-admin-password'),
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    PROMETHEUS_URL: localUrl(internal.prometheus),
    ALERTMANAGER_URL: localUrl(internal.alertmanager),
    MONITORING_PASSWORD: monitoringPassword,
    DASHBOARDS_PATH: path.join(projectRoot, 'grafana', 'dashboards'),
    GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: path.join(
      projectRoot,
      'grafana',
      'dashboards',
      'slo-overview.json',
    ),
  },
  readyUrl: `${localUrl(ports.grafana)}/api/health`,
});

/** What to run for a component, with its log in `<data>/logs`. Throws DemoError `SECRET_MISSING` before the set-up. */
export async function runnerSpec(
  name: Exclude<ComponentName, 'postgres'>,
  situation: Situation,
): Promise<RunnerSpec> {
  const command = name === 'grafana' ? grafana : commands[name];
  const monitoringPassword = await readSecret(path.join(situation.data, 'secrets', MONITORING_PASSWORD_FILE));
  const spec = command({ ...situation, monitoringPassword });
  return {
    ...spec,
    name,
    env: { ...inherited(process.env), ...spec.env },
    cwd: projectRoot,
    log: path.join(situation.data, 'logs', `${name}.log`),
  };
}

/** Only what a program needs of its surroundings: a DATABASE_URL of the shell, say, must not reach a test's API. */
export function inherited(env: NodeJS.ProcessEnv): Record<string, string> {
  const wanted =
    /^(PATH|HOME|USER|TMPDIR|LANG|LC_\w+|TZ|NODE_EXTRA_CA_CERTS|LOG_LEVEL|PROMETHEUS_FREE_MB|\w+_proxy|\w+_PROXY)$/;
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => wanted.test(entry[0])),
  );
}
