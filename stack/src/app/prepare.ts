import { cp, copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureSecretFile } from '@express-slo-stack/api';
import { StackError, messageOf } from '../errors';
import type { InternalPorts, Ports } from '../ports';
import { projectRoot } from '../root';
import { writeAlertmanagerConfiguration } from '../setup/alertmanager';
import { handOver } from '../setup/hand-over';
import { processLayout } from '../setup/layout';
import { handOverMonitoringPassword } from '../setup/monitoring-password';
import type { AppUnderTest } from './app-under-test';
import { prometheusConfig, ruleFileNames } from './prometheus-config';

/** Writes what Prometheus, Alertmanager and the inbox read for an app under test, below the data folder. */
export async function prepareForApp(
  app: AppUnderTest,
  data: string,
  ports: Ports,
  internal: InternalPorts,
): Promise<void> {
  const layout = processLayout(data, ports, internal);
  const prometheus = { folder: path.join(data, 'prometheus') };
  await handOver(prometheus, 'prometheus.yml', prometheusConfig(app, layout.addresses.alertmanager));
  for (const name of ['flags', 'start.sh']) {
    await handOver(prometheus, name, await readFile(path.join(projectRoot, 'prometheus', name), 'utf8'));
  }
  if (app.token !== undefined) await handOver(layout.prometheus.secrets, 'token', app.token);
  for (const [index, name] of ruleFileNames(app).entries()) {
    await handOver(prometheus, path.join('rules', name), await readRules(app.rules?.[index] ?? ''));
  }
  await ensureSecretFile(path.join(layout.secrets.folder, 'faults-token'));
  const forTest = {
    ...layout,
    alertmanager: { ...layout.alertmanager, source: await alertmanagerSource(app, data) },
    // A test pages nobody, whatever receivers are switched on in this clone.
    receiverSecrets: [],
  };
  await writeAlertmanagerConfiguration(forTest, await handOverMonitoringPassword(layout));
  for (const name of ['prometheus-data', 'alertmanager-data']) {
    await mkdir(path.join(data, name), { recursive: true, mode: 0o700 });
  }
}

async function readRules(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((thrown: unknown) => {
    throw new StackError('RULES_UNREADABLE', { file, reason: messageOf(thrown) });
  });
}

/** The project's folder, or a copy of it with the app's own alertmanager.yml. */
async function alertmanagerSource({ alertmanagerConfig }: AppUnderTest, data: string): Promise<string> {
  const source = path.join(projectRoot, 'alertmanager');
  if (alertmanagerConfig === undefined) return source;
  const copy = path.join(data, 'alertmanager-source');
  await cp(source, copy, { recursive: true });
  await copyFile(alertmanagerConfig, path.join(copy, 'alertmanager.yml'));
  return copy;
}
