import path from 'node:path';

/** The repository's root: two folders above both `stack/src` and `stack/dist`. */
export const projectRoot = path.resolve(__dirname, '..', '..');
