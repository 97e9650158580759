import { messageOf } from '../errors';
import { run } from '../programs/run';

/** Why containers cannot be started here; `undefined` when an engine and its compose plugin answer. */
export async function whyNoEngine(): Promise<string | undefined> {
  try {
    await run('docker', ['info', '--format', '{{.ServerVersion}}'], { timeout: 10_000 });
    await run('docker', ['compose', 'version', '--short'], { timeout: 10_000 });
    return undefined;
  } catch (thrown) {
    return messageOf(thrown);
  }
}
