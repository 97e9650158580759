import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Bounds } from '../bounds';
import type { RowChange } from '../store/row-changes';
import type { Schema } from '../store/schema';
import type { ProjectKeys } from './auth/project-keys';

/** Sizes that one request may have. */
export interface IngestLimits {
  /** Largest body in bytes, as sent and again after decompression; a larger one is answered 413. */
  readonly maxEnvelopeBytes: number;
  /** Largest event in bytes inside an envelope; a larger one is dropped and counted. */
  readonly maxEventBytes: number;
}

/** What ingestion needs from the rest of the API. */
export interface IngestDependencies {
  readonly db: Kysely<Schema>;
  /** From `createProjectKeys(db, …)`; whoever changes keys, projects or organizations calls its `clear()`. */
  readonly keys: ProjectKeys;
  /** Where `gt_ingest_items_total` and `gt_sdk_discarded_events_total` go. */
  readonly registry: Registry;
  readonly limits: IngestLimits;
  /** What all requests together may use of the process. */
  readonly bounds: Bounds;
  readonly logger: Pick<Logger, 'debug' | 'error'>;
  /** Told of the rows that a stored event changed; what kysely writes itself is told elsewhere. */
  readonly committed: (change: RowChange) => void;
  /** The clock; default: the system's. */
  readonly now?: () => Date;
  /** Uniform in [0, 1); decides which events a partial throttle lets through. */
  readonly random?: () => number;
}
