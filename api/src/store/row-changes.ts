import type { ModelOperation } from '@express-slo-stack/observability';
import { type CompiledQuery, type OperationNode, type QueryResult, TableNode } from 'kysely';

/** Rows of a table that a statement inserted, updated or deleted. */
export interface RowChange {
  table: string;
  operation: ModelOperation;
  rows: number;
}

function targetOf(query: CompiledQuery['query']): [ModelOperation, OperationNode | undefined] | undefined {
  if (query.kind === 'InsertQueryNode') return ['insert', query.into];
  if (query.kind === 'UpdateQueryNode') return ['update', query.table];
  if (query.kind === 'DeleteQueryNode') return ['delete', query.from.froms[0]];
  return undefined;
}

/**
 * What a statement of kysely's builder changed; undefined for one that reads, and for SQL written by hand, whose author
 * has to say it. Rows that go along by a foreign key's cascade are not told by the database, and not counted.
 */
export function rowChangeOf(
  { query }: CompiledQuery,
  { numAffectedRows = 0n }: QueryResult<unknown>,
): RowChange | undefined {
  const [operation, target] = targetOf(query) ?? [];
  if (operation === undefined || target === undefined || !TableNode.is(target)) return undefined;
  return { table: target.table.identifier.name, operation, rows: Number(numAffectedRows) };
}
