import { Child } from './children/child';
import type { Harm } from './children/hostile';
import type { Runtime } from './runtimes';
import type { VariantName } from './variants';

export const HOSTILE_REQUESTS = 30_000;

/** What 30 000 requests do, half of them to paths that do not exist, half under a mount with a parameter. */
export async function harmTo(runtime: Runtime, variant: VariantName): Promise<Harm> {
  const child = await Child.start('hostile', runtime, variant);
  try {
    return (await child.ask(HOSTILE_REQUESTS)) as Harm;
  } finally {
    child.stop();
  }
}
