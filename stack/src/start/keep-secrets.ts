import { handOver } from '../setup/hand-over';
import { secretNames } from '../setup/set-up';
import type { Stack } from '../stack';

/** Copies the tokens of a stack in containers to `folder`, where those of processes are by themselves. */
export async function keepSecrets(stack: Stack, folder: string): Promise<void> {
  if (stack.backend !== 'containers') return;
  for (const name of secretNames) {
    if (name === 'grafana-admin-password' && stack.urls.grafana === undefined) continue;
    await handOver({ folder }, name, `${await stack.secret(name)}\n`);
  }
}
