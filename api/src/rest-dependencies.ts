import type { Config } from './config/settings';
import type { ProjectKeyCache } from './project-keys/project-key-cache';
import type { Database } from './store/open-database';

/** What the endpoints of the REST interface work with. */
export interface RestDependencies {
  db: Database;
  config: Pick<Config, 'PUBLIC_URL' | 'MAX_BODY_BYTES'>;
  projectKeys: ProjectKeyCache;
}
