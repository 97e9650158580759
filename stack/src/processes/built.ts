import { access } from 'node:fs/promises';
import path from 'node:path';
import { StackError } from '../errors';
import { projectRoot } from '../root';

/** Throws NOT_BUILT when the programs that run as processes of their own are not compiled. */
export async function assertBuilt(): Promise<void> {
  for (const name of ['api.js', 'main.js']) {
    const file = path.join('demo', 'dist', name);
    await access(path.join(projectRoot, file)).catch(() => {
      throw new StackError('NOT_BUILT', { file });
    });
  }
}
