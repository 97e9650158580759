import { ensureSecretFile, ensureSecretFiles } from '@express-slo-stack/api';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeAlertmanagerConfiguration } from './alertmanager';
import { handOver } from './hand-over';
import type { Handover, Layout } from './layout';
import { handOverMonitoringPassword } from './monitoring-password';
import { targetFiles } from './targets';

/** The names of all secrets a start makes. */
export const secretNames = [
  'scrape-token',
  'admin-token',
  'faults-token',
  'postgres-password',
  'grafana-admin-password',
  'monitoring-password',
] as const;

/**
 * Makes what the components need before they start: secrets, target files, Alertmanager's
 * configuration. Doing it again changes nothing that is there, except to follow changed sources.
 * Returns the optional receivers that are switched on.
 */
export async function setUp(layout: Layout): Promise<readonly string[]> {
  const { secrets, postgres, grafana, prometheus, addresses } = layout;

  await ensureSecretFiles(secrets.folder);
  await ensureSecretFile(path.join(secrets.folder, 'faults-token'));
  const scrapeToken = await readFile(path.join(secrets.folder, 'scrape-token'), 'utf8');
  await handOver(prometheus.secrets, 'scrape-token', scrapeToken);

  await makeAndHandOver(grafana, 'grafana-admin-password');

  if (postgres !== undefined && addresses.postgres !== undefined) {
    const password = (await makeAndHandOver(postgres, 'postgres-password')).trim();
    // Read by `node --env-file`: the password is in no compose file, image or process list.
    const url = `postgres://gt_api:${password}@${addresses.postgres}/gt_api`;
    await handOver(secrets, 'database.env', `DATABASE_URL=${url}\n`);
  }

  for (const [name, content] of Object.entries(targetFiles(layout))) {
    await handOver(prometheus.targets, name, content);
  }
  return writeAlertmanagerConfiguration(layout, await handOverMonitoringPassword(layout));
}

/** Makes a secret where it is read, unless it is there, and gives it to the group that reads it; its file's content. */
async function makeAndHandOver(handover: Handover, name: string): Promise<string> {
  const file = path.join(handover.folder, name);
  await ensureSecretFile(file);
  const content = await readFile(file, 'utf8');
  await handOver(handover, name, content);
  return content;
}
