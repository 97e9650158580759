import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { publishedPorts } from '../components';
import { projectRoot } from '../root';

interface Service {
  readonly image?: string;
  readonly build?: object;
  readonly pull_policy?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly privileged?: boolean;
  readonly security_opt?: readonly string[];
  readonly pids_limit?: number;
  readonly mem_limit?: string;
  readonly logging?: { readonly options: Readonly<Record<string, string>> };
  readonly ports?: readonly string[];
  readonly container_name?: string;
  readonly healthcheck?: object;
  readonly restart?: string;
  readonly network_mode?: string;
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly (string | object)[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly name?: string }>>;
  readonly volumes: Readonly<Record<string, { readonly name?: string } | null>>;
}

const read = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as ComposeFile;
const services = Object.entries(compose.services);
const isOneShot = ({ restart }: Service): boolean => restart === 'no';
const running = services.filter(([, service]) => !isOneShot(service));
const oneShots = services.filter(([, service]) => isOneShot(service));

describe.each(services)('service %s', (_name, service) => {
  test('runs as a numbered user that is not root', () => {
    expect(service.user).toMatch(/^[1-9]\d*:\d+$/);
  });

  test('has a read-only file system, no capabilities, no way to new privileges', () => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect(service.cap_add).toBeUndefined();
    expect(service.privileged).toBeUndefined();
  });

  test('has limits: processes, memory, log size', () => {
    expect(service.pids_limit).toBeGreaterThan(0);
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.logging?.options).toMatchObject({ 'max-size': '10m', 'max-file': '3' });
  });

  test('publishes on 127.0.0.1 only, at a port that can be moved', () => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\$\{[A-Z]+_PORT:-\d+\}:\d+$/);
  });

  test('has no name of its own, so that stacks run side by side', () => {
    expect(service.container_name).toBeUndefined();
  });

  test('takes its image from a variable, or is built from what is checked out', () => {
    if (service.build === undefined) expect(service.image).toMatch(/^\$\{[A-Z]+_IMAGE/);
    else expect(service).toMatchObject({ pull_policy: 'build' });
    if (!isOneShot(service)) expect(service.healthcheck).toBeDefined();
  });

  test('carries no secret in its environment, and not the engine', () => {
    const text = JSON.stringify([service.environment, service.volumes]);
    expect(text).not.toContain('docker.sock');
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      if (/PASSWORD|TOKEN|SECRET_KEY/.test(variable)) expect(value).toMatch(/^\/run\/stack\/secrets\//);
    }
  });
});

test.each(running)('service %s waits until the set-up has succeeded', (_name, { depends_on }) => {
  expect(depends_on?.['setup']).toEqual({ condition: 'service_completed_successfully' });
});

test('what runs once does so before what needs it, without a network', () => {
  expect(oneShots.map(([name]) => name)).toEqual(['setup', 'history', 'backfill']);
  for (const [, service] of oneShots) expect(service.network_mode).toBe('none');
  const after = (name: string): Service['depends_on'] => compose.services[name]?.depends_on;
  const succeeded = { condition: 'service_completed_successfully' };
  expect(after('history')?.['setup']).toEqual(succeeded);
  expect(after('backfill')?.['history']).toEqual(succeeded);
  expect(after('prometheus')?.['backfill']).toEqual(succeeded);
});

test('the usual ports are the ones every other way of starting uses', () => {
  const text = services.flatMap(([, { ports }]) => ports ?? []).join(' ');
  for (const { variable, usual } of Object.values(publishedPorts)) {
    expect(text).toContain(`\${${variable}:-${usual}}`);
  }
});

test('networks and volumes have no fixed names', () => {
  for (const part of [...Object.values(compose.networks), ...Object.values(compose.volumes)]) {
    expect(part?.name).toBeUndefined();
  }
});

test('every image has a tag in .env, and Grafana a profile that .env switches on', () => {
  const variables = new Map(
    read('.env')
      .split('\n')
      .filter((line) => /^[A-Z]/.test(line))
      .map((line) => line.split('=', 2) as [string, string]),
  );
  for (const variable of [
    'NODE_IMAGE',
    'POSTGRES_IMAGE',
    'PROMETHEUS_IMAGE',
    'ALERTMANAGER_IMAGE',
    'GRAFANA_IMAGE',
  ]) {
    expect(variables.get(variable)).toMatch(/^[a-z/]+:[\w.-]+$/);
    expect(variables.get(variable)).not.toMatch(/:latest$/);
  }
  expect(variables.get('COMPOSE_PROFILES')).toBe('grafana');
  expect(compose.services['grafana']?.profiles).toEqual(['grafana']);
});

test('the Dockerfile needs no other file to be understood, and ends as a user that is not root', () => {
  const dockerfile = read('api/Dockerfile');
  expect(dockerfile).not.toMatch(/^#\s*syntax=/m);
  for (const target of ['api', 'stack']) {
    const stage = dockerfile.split(/^FROM /m).find((text) => text.split('\n')[0]?.endsWith(` AS ${target}`));
    expect(stage).toMatch(/^USER node$/m);
  }
});
