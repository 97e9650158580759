import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../root';

/**
 * A copy of `prometheus/` below the data folder, so that stacks run side by side, each with targets
 * and a token of its own. The rules are those of now: what was deleted since the last start goes.
 */
export async function copyPrometheusFolder(data: string): Promise<void> {
  const target = path.join(data, 'prometheus');
  const source = path.join(projectRoot, 'prometheus');
  await rm(path.join(target, 'rules'), { recursive: true, force: true });
  await mkdir(target, { recursive: true, mode: 0o700 });
  const left = ['secrets', 'targets', 'tests'].map((name) => path.join(source, name));
  await cp(source, target, { recursive: true, filter: (file) => !left.includes(file) });
}
