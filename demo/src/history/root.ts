import { join } from 'node:path';

/** The repository's root: three folders above both `demo/src/history` and `demo/dist/history`. */
export const projectRoot = join(__dirname, '..', '..', '..');
