export type QueryErrorId =
  | 'query-syntax'
  | 'query-mixture'
  | 'query-without-window'
  | 'query-shape'
  | 'query-type'
  | 'query-regex'
  | 'query-fixed-time'
  | 'query-future';

/** Why a query cannot be used; `offset` is the character (from 0) at which it goes wrong. */
export class QueryError extends Error {
  constructor(
    readonly id: QueryErrorId,
    readonly found: string,
    readonly offset = 0,
  ) {
    super(`${id}: ${found} (character ${offset + 1})`);
    this.name = 'QueryError';
  }
}
