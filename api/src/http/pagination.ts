import type { Request, Response } from 'express';
import { type SelectQueryBuilder, sql } from 'kysely';
import { z } from 'zod';
import { isDataError } from '../store/data-error';
import type { Database } from '../store/open-database';
import { pathAndQuery } from './base-url';
import { httpErrors } from './http-error';
import { queryText } from './query-parameters';

/** GlitchTip's page size. */
const defaultLimit = 50;
const mostPerPage = 100;
/** Counting stops here; `X-Max-Hits` says so. */
const mostHits = 1000;

/** What the query of every list may hold. */
export const pageQuery = z.object({
  cursor: z.string().optional().describe('Where the page begins: from the header Link of another page'),
  limit: z
    .int()
    .min(1)
    .default(defaultLimit)
    .describe(`Entries of a page; more than ${mostPerPage} are taken for ${mostPerPage}`),
});

/** The order of a list: a column, and the id that tells equals apart. */
export interface ListOrder {
  /** Qualified column, such as `issues.last_seen`. */
  column: string;
  /** Its PostgreSQL type, which the cursor's text is read as. */
  type: 'timestamptz' | 'bigint' | 'integer';
  id: string;
  /** Its PostgreSQL type; `bigint` without. */
  idType?: keyof typeof idPatterns;
  descending: boolean;
}

/** What a row's id looks like, by its PostgreSQL type. */
const idPatterns = {
  bigint: /^\d{1,19}$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
} as const;

/** Where a page begins: after or before a row. */
const cursorShape = (idType: keyof typeof idPatterns) =>
  z.tuple([z.enum(['after', 'before']), z.string().max(64), z.string().regex(idPatterns[idType])]);
type Cursor = z.output<ReturnType<typeof cursorShape>>;

const encode = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

function decode(text: string, idType: keyof typeof idPatterns): Cursor {
  try {
    return cursorShape(idType).parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw httpErrors.badRequest('Invalid cursor');
  }
}

function limitOf(request: Request): number {
  const given = queryText(request, 'limit');
  if (given === undefined) return defaultLimit;
  if (!/^\d{1,9}$/.test(given) || Number(given) === 0) throw httpErrors.badRequest('Invalid limit');
  return Math.min(Number(given), mostPerPage);
}

function linkTo(request: Request, base: string, relation: string, cursor: Cursor | undefined): string {
  const url = new URL(`${base}${pathAndQuery(request)}`);
  if (cursor !== undefined) url.searchParams.set('cursor', encode(cursor));
  const attributes = [`rel="${relation}"`, `results="${String(cursor !== undefined)}"`];
  if (cursor !== undefined) attributes.push(`cursor="${encode(cursor)}"`);
  return [`<${url.href}>`, ...attributes].join('; ');
}

/** A row with the two values that its cursor is made of. */
type Positioned<Row> = Row & { cursor_value: string; cursor_id: string };

/** Any select; pagination only adds order, limit and position to it. */
type Select<Row> = SelectQueryBuilder<never, never, Row>;

/**
 * Answers one page of `query` and sets the headers `Link`, `X-Hits` and `X-Max-Hits`. Pages go by position, not
 * by number, so rows that arrive meanwhile shift nothing.
 *
 * @throws HttpError 400 for a cursor or limit that is not ours.
 */
export async function paginate<DB, Tables extends keyof DB, Row>(
  context: { db: Database; request: Request; response: Response; base: string },
  unordered: SelectQueryBuilder<DB, Tables, Row>,
  order: ListOrder,
): Promise<Row[]> {
  const { db, request, response, base } = context;
  const query = unordered as unknown as Select<Row>;
  const limit = limitOf(request);
  const cursorText = queryText(request, 'cursor');
  const idType = order.idType ?? 'bigint';
  const cursor = cursorText === undefined ? undefined : decode(cursorText, idType);
  const backwards = cursor?.[0] === 'before';
  const descending = order.descending !== backwards;

  const column = sql.ref(order.column);
  const id = sql.ref(order.id);
  const direction = descending ? sql.raw('desc') : sql.raw('asc');
  let positioned = query.select([
    sql<string>`${column}::text`.as('cursor_value'),
    sql<string>`${id}::text`.as('cursor_id'),
  ]) as unknown as Select<Positioned<Row>>;
  if (cursor !== undefined) {
    const comparison = descending ? sql.raw('<') : sql.raw('>');
    positioned = positioned.where(
      sql<boolean>`(${column}, ${id}) ${comparison} (${cursor[1]}::${sql.raw(order.type)}, ${cursor[2]}::${sql.raw(idType)})`,
    );
  }
  const found = await positioned
    .orderBy(sql`${column} ${direction}, ${id} ${direction}`)
    .limit(limit + 1)
    .execute()
    .catch((error: unknown) => {
      throw cursor !== undefined && isDataError(error) ? httpErrors.badRequest('Invalid cursor') : error;
    });
  const counted = await db
    .selectFrom(
      query
        .clearSelect()
        .select(sql`1`.as('one'))
        .limit(mostHits)
        .as('hits'),
    )
    .select(({ fn }) => fn.countAll<string>().as('hits'))
    .executeTakeFirstOrThrow();

  const page = found.slice(0, limit) as Positioned<Row>[];
  if (backwards) page.reverse();
  const first = page[0];
  const last = page.at(-1);
  const more = found.length > limit;
  const hasPrevious = backwards ? more : cursor !== undefined;
  const hasNext = backwards || more;
  const position = (side: Cursor[0], row: Positioned<Row> | undefined): Cursor | undefined =>
    row && [side, row.cursor_value, row.cursor_id];
  response.set({
    Link: [
      linkTo(request, base, 'previous', hasPrevious ? position('before', first) : undefined),
      linkTo(request, base, 'next', hasNext ? position('after', last) : undefined),
    ].join(', '),
    'X-Hits': counted.hits,
    'X-Max-Hits': String(mostHits),
  });
  return page;
}
