import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureSecretFile } from '@express-slo-stack/api';
import { MONITORING_PASSWORD_FILE, MONITORING_USER } from '@express-slo-stack/demo';
import { encodeBase64, hash } from 'bcryptjs';
import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { handOver } from './hand-over';
import type { Layout } from './layout';

/** What a server of Prometheus's family asks for (`--web.config.file`), and what its tools send (`--http.config.file`). */
export type WebFiles = Readonly<Record<'secrets/web.yml' | 'secrets/client.yml', string>>;

const FEW_ROUNDS = 4; // slow hashes protect short passwords; this one has 256 random bits, and is checked at every request
const SALT_BYTES = 16;

/** The salt follows from the password, so that the file changes only when the password does. */
const saltFor = (password: string): string => {
  const bytes = createHash('sha256').update(`salt of ${password}`).digest().subarray(0, SALT_BYTES);
  return `$2b$0${FEW_ROUNDS}$${encodeBase64([...bytes], SALT_BYTES)}`;
};

async function webFiles(password: string): Promise<WebFiles> {
  const users = { [MONITORING_USER]: await hash(password, saltFor(password)) };
  return {
    'secrets/web.yml': stringify({ basic_auth_users: users }),
    'secrets/client.yml': stringify({ basic_auth: { username: MONITORING_USER, password } }),
  };
}

/**
 * Makes the password of Prometheus and Alertmanager, unless it is there, and gives it to whoever calls one of them:
 * Prometheus and Grafana here, the demo by the folder of secrets. Returns the files that both servers need.
 */
export async function handOverMonitoringPassword(
  layout: Pick<Layout, 'secrets' | 'grafana' | 'prometheus'>,
): Promise<WebFiles> {
  const file = path.join(layout.secrets.folder, MONITORING_PASSWORD_FILE);
  await ensureSecretFile(file);
  const content = await readFile(file, 'utf8');
  const files = await webFiles(content.trim());
  await handOver(layout.prometheus.secrets, MONITORING_PASSWORD_FILE, content);
  for (const [name, text] of Object.entries(files)) {
    await handOver(layout.prometheus.secrets, path.basename(name), text);
  }
  if (layout.grafana.folder !== layout.secrets.folder) {
    await handOver(layout.grafana, MONITORING_PASSWORD_FILE, content);
  }
  return files;
}
