import { join } from 'node:path';

/** Where PGlite keeps its files inside an embedded database's folder. */
export const dataFolder = (directory: string): string => join(directory, 'data');
/** The file that names the process which has the database open. */
export const lockFile = (directory: string): string => join(directory, 'lock.json');
/** The name that PostgreSQL clients look for in a socket folder. */
export const socketFile = '.s.PGSQL.5432';

/** The address of a database served in a socket folder, as `pg` understands it. */
export const socketUrl = (socketDirectory: string): string =>
  `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(socketDirectory)}`;
