export { createProjectKeys, type ProjectKeys, type ProjectKeysOptions } from './auth/project-keys';
export type { IngestDependencies, IngestLimits } from './dependencies';
export { createIngestEndpoints } from './endpoints/ingest-endpoints';
export { IngestError } from './errors';
