import { run } from '../programs/run';
import type { Compose } from './compose';

/** Why Grafana's image cannot be had; `undefined` when it is here or its registry answers in time. */
export async function whyNoGrafana(compose: Compose): Promise<string | undefined> {
  const images = (await compose.run('--profile', 'grafana', 'config', '--images', 'grafana')).split('\n');
  const image = images.find((name) => name.includes('grafana'))?.trim() ?? 'grafana/grafana';
  try {
    await run('docker', ['image', 'inspect', image], { timeout: 10_000 });
    return undefined;
  } catch {
    return run('docker', ['manifest', 'inspect', image], { timeout: 20_000 }).then(
      () => undefined,
      () =>
        `its image ${image} is not here and its registry does not answer; "docker pull ${image}" says why`,
    );
  }
}
