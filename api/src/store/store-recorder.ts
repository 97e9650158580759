import { type DatabaseErrorType, databaseErrorType } from '@express-slo-stack/observability';
import { DatabaseUnavailable } from './database-unavailable';
import type { RowChange } from './row-changes';

/** What the store tells about its work: see `databaseMetrics` of the library, and committed rows. */
export interface StoreRecorder {
  connecting(): void;
  connectionFailed(): void;
  /** A statement ended, well or badly. Seconds. */
  executed(seconds: number): void;
  failed(type: DatabaseErrorType): void;
  committed: (change: RowChange) => void;
}

/** The name Django has for an error of the store. */
export function errorTypeOf(error: unknown): DatabaseErrorType {
  if (error instanceof DatabaseUnavailable) return 'OperationalError';
  const { code } = (error ?? {}) as { code?: unknown };
  return databaseErrorType(typeof code === 'string' ? code : '');
}
