import { performance } from 'node:perf_hooks';
import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  Driver,
  QueryResult,
  TransactionSettings,
} from 'kysely';
import { type RowChange, rowChangeOf } from './row-changes';
import { errorTypeOf, type StoreRecorder } from './store-recorder';

/** A connection that tells of its statements. Rows count once they are committed. */
class RecordingConnection implements DatabaseConnection {
  /** What the transaction at hand has changed so far; undefined outside of one. */
  private changes: RowChange[] | undefined;

  constructor(
    readonly inner: DatabaseConnection,
    private readonly recorder: StoreRecorder,
  ) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const began = performance.now();
    try {
      const result = await this.inner.executeQuery<R>(query);
      const change = rowChangeOf(query, result);
      if (change !== undefined) this.changed(change);
      return result;
    } catch (error) {
      this.recorder.failed(errorTypeOf(error));
      throw error;
    } finally {
      this.recorder.executed((performance.now() - began) / 1000);
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize);
  }

  begin(): void {
    this.changes = [];
  }

  end(how: 'committed' | 'rolled back'): void {
    const { changes = [] } = this;
    this.changes = undefined;
    if (how === 'committed') for (const change of changes) this.recorder.committed(change);
  }

  private changed(change: RowChange): void {
    if (this.changes === undefined) this.recorder.committed(change);
    else this.changes.push(change);
  }
}

/** Begin, commit and rollback go past the recording connection: Django does not count them as statements either. */
class RecordingDriver implements Driver {
  private readonly connections = new WeakMap<DatabaseConnection, RecordingConnection>();

  constructor(
    private readonly inner: Driver,
    private readonly recorder: StoreRecorder,
  ) {}

  init(): Promise<void> {
    return this.inner.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await this.told(this.inner.acquireConnection());
    const known = this.connections.get(connection);
    if (known !== undefined) return known;
    const recording = new RecordingConnection(connection, this.recorder);
    this.connections.set(connection, recording);
    return recording;
  }

  async beginTransaction(connection: RecordingConnection, settings: TransactionSettings): Promise<void> {
    await this.told(this.inner.beginTransaction(connection.inner, settings));
    connection.begin();
  }

  async commitTransaction(connection: RecordingConnection): Promise<void> {
    await this.told(this.inner.commitTransaction(connection.inner));
    connection.end('committed');
  }

  async rollbackTransaction(connection: RecordingConnection): Promise<void> {
    connection.end('rolled back');
    await this.told(this.inner.rollbackTransaction(connection.inner));
  }

  releaseConnection(connection: RecordingConnection): Promise<void> {
    return this.inner.releaseConnection(connection.inner);
  }

  destroy(): Promise<void> {
    return this.inner.destroy();
  }

  private async told<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.recorder.failed(errorTypeOf(error));
      throw error;
    }
  }
}

/** A dialect whose statements, errors and committed rows are recorded. */
export const recordingDialect = (dialect: Dialect, recorder: StoreRecorder): Dialect => ({
  createAdapter: () => dialect.createAdapter(),
  createDriver: () => new RecordingDriver(dialect.createDriver(), recorder),
  createIntrospector: (db) => dialect.createIntrospector(db),
  createQueryCompiler: () => dialect.createQueryCompiler(),
});
