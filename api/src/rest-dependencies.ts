import type { Bounds } from './bounds';
import type { Config } from './config/settings';
import type { ProjectKeys } from './ingest';
import type { Database } from './store/open-database';

/** What the endpoints of the REST interface work with. */
export interface RestDependencies {
  db: Database;
  bounds: Pick<Bounds, 'memory'>;
  config: Pick<Config, 'PUBLIC_URL' | 'MAX_BODY_BYTES'>;
  /** Told when a key, project or organization changes. */
  projectKeys: Pick<ProjectKeys, 'clear'>;
}
