import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { alertmanagerFiles } from '../alertmanager/files';
import { handOver } from './hand-over';
import type { Layout } from './layout';
import type { WebFiles } from './monitoring-password';

/**
 * Writes Alertmanager's folder: its configuration with every receiver whose secret is there, and its password. Files of
 * an earlier start that no longer belong, such as the secret of a receiver switched off, go.
 * Returns the receivers that are switched on.
 */
export async function writeAlertmanagerConfiguration(
  layout: Layout,
  webFiles: WebFiles,
): Promise<readonly string[]> {
  const { folder, source, seenAt } = layout.alertmanager;
  const { files: assembled, receivers } = await alertmanagerFiles({
    source,
    receiverSecrets: layout.receiverSecrets,
    folder: seenAt,
    inboxUrl: `http://${layout.addresses.console}`,
  });
  const files = { ...assembled, ...webFiles };
  for (const [name, content] of Object.entries(files)) await handOver(layout.alertmanager, name, content);
  await removeOthers(folder, Object.keys(files));
  return receivers;
}

async function removeOthers(folder: string, wanted: readonly string[]): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  for (const file of files) if (!wanted.includes(path.relative(folder, file))) await rm(file);
}
