import { ensureSecretFiles } from '@express-slo-stack/api';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeAlertmanagerConfiguration } from './alertmanager';
import { handOver } from './hand-over';
import type { Layout } from './layout';
import { ensureSecret } from './secrets';
import { targetFiles } from './targets';

/** The names of all secrets a start makes. */
export const secretNames = [
  'scrape-token',
  'admin-token',
  'faults-token',
  'postgres-password',
  'grafana-admin-password',
] as const;

/**
 * Makes what the components need before they start: secrets, target files, Alertmanager's
 * configuration. Doing it again changes nothing that is there, except to follow changed sources.
 * Returns the optional receivers that are switched on.
 */
export async function setUp(layout: Layout): Promise<readonly string[]> {
  const { secrets, postgres, grafana, prometheus, addresses } = layout;

  await ensureSecretFiles(secrets.folder);
  await ensureSecret(secrets.folder, 'faults-token');
  const scrapeToken = await readFile(path.join(secrets.folder, 'scrape-token'), 'utf8');
  await handOver(prometheus.secrets, 'scrape-token', scrapeToken);

  await ensureSecret(grafana.folder, 'grafana-admin-password');
  await handOverSame(grafana, 'grafana-admin-password');

  if (postgres !== undefined && addresses.postgres !== undefined) {
    const password = await ensureSecret(postgres.folder, 'postgres-password');
    await handOverSame(postgres, 'postgres-password');
    // Read by `node --env-file`: the password is in no compose file, image or process list.
    const url = `postgres://gt_api:${password}@${addresses.postgres}/gt_api`;
    await handOver(secrets, 'database.env', `DATABASE_URL=${url}\n`);
  }

  for (const [name, content] of Object.entries(targetFiles(addresses))) {
    await handOver(prometheus.targets, name, content);
  }
  return writeAlertmanagerConfiguration(layout);
}

/** Gives an existing file to the group that reads it. */
async function handOverSame(handover: Layout['grafana'], name: string): Promise<void> {
  await handOver(handover, name, await readFile(path.join(handover.folder, name), 'utf8'));
}
