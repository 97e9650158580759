import type { Request } from 'express';
import { sql } from 'kysely';
import { z } from 'zod';
import { httpErrors } from '../http/http-error';
import type { ListOrder } from '../http/pagination';
import { queryText, queryTexts } from '../http/query-parameters';
import type { Database } from '../store/open-database';
import { type IssueStatus, issueStatuses } from '../store/schema';
import { type IssueSearch, parseSearch } from './search/parse-search';
import { hasEventTagged, sqlOf } from './search/search-sql';

/** What the query parameters of an issue list ask for. */
export interface IssueFilter {
  search: IssueSearch;
  status: IssueStatus | undefined;
  /** Project ids or slugs. */
  projects: string[];
  /** Issue ids. */
  ids: string[];
  environments: string[];
  /** First seen at this time or later, or earlier. */
  start: Date | undefined;
  end: Date | undefined;
}

const texts = z.union([z.string(), z.array(z.string())]).optional();
const time = z.string().optional();

/** What {@link filterOf} reads from a query. */
export const issueFilterQuery = z.object({
  query: z
    .string()
    .optional()
    .describe("A search in Sentry's language, such as `is:unresolved timesSeen:>10`"),
  status: z.enum(issueStatuses).optional(),
  project: texts.describe('Ids or slugs of projects'),
  id: texts.describe('Ids of issues'),
  environment: texts,
  start: time.describe('First seen at this time or later: ISO 8601, `now`, or as `now-14d`'),
  end: time.describe('First seen at this time or earlier'),
});

const relative = /^now(?:\s*-\s*(\d{1,6})\s*([mhd]))?$/;
const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function timeOf(request: Request, name: string): Date | undefined {
  const text = queryText(request, name);
  if (text === undefined) return undefined;
  const [matched, amount = '0', unit = 'm'] = relative.exec(text) ?? [];
  const time =
    matched === undefined ? new Date(text) : new Date(Date.now() - Number(amount) * (unitMs[unit] ?? 0));
  if (Number.isNaN(time.getTime())) throw httpErrors.badRequest(`Invalid ${name}`);
  return time;
}

function statusOf(request: Request): IssueStatus | undefined {
  const text = queryText(request, 'status');
  if (text === undefined) return undefined;
  const status = issueStatuses.find((known) => known === text);
  if (status === undefined) {
    throw httpErrors.badRequest(`Invalid status; known are ${issueStatuses.join(', ')}`);
  }
  return status;
}

/** @throws HttpError 400 for a parameter that cannot be read. */
export function filterOf(request: Request): IssueFilter {
  const ids = queryTexts(request, 'id');
  if (ids.some((id) => !/^\d{1,18}$/.test(id))) throw httpErrors.badRequest('Invalid id');
  return {
    search: parseSearch(queryText(request, 'query') ?? '', new Date()),
    status: statusOf(request),
    projects: queryTexts(request, 'project'),
    ids,
    environments: queryTexts(request, 'environment'),
    start: timeOf(request, 'start'),
    end: timeOf(request, 'end'),
  };
}

const columns = { last_seen: 'timestamptz', first_seen: 'timestamptz', count: 'bigint' } as const;

/** What {@link orderOf} reads from a query. */
export const issueOrderQuery = z.object({
  sort: z
    .enum(Object.keys(columns).flatMap((name) => [`-${name}`, name]))
    .default('-last_seen')
    .describe('`-` stands for the greatest first'),
});

/** @throws HttpError 400 for an order that does not exist. */
export function orderOf(request: Request): ListOrder {
  const text = queryText(request, 'sort') ?? '-last_seen';
  const name = text.replace(/^-/, '');
  if (!Object.hasOwn(columns, name)) {
    throw httpErrors.badRequest(
      `Invalid sort "${text}"; known are ${Object.keys(columns).join(', ')}, each also with - in front`,
    );
  }
  return {
    column: name === 'count' ? 'issues.event_count' : `issues.${name}`,
    type: columns[name as keyof typeof columns],
    id: 'issues.id',
    descending: text.startsWith('-'),
  };
}

/** Every issue that the filter lets through. */
export function issuesMatching(db: Database, filter: IssueFilter) {
  const { search } = filter;
  let query = db.selectFrom('issues').innerJoin('projects', 'projects.id', 'issues.project_id');
  if (filter.status !== undefined) query = query.where('issues.status', '=', filter.status);
  if (filter.ids.length > 0) query = query.where('issues.id', 'in', filter.ids);
  if (filter.start !== undefined) query = query.where('issues.first_seen', '>=', filter.start);
  if (filter.end !== undefined) query = query.where('issues.first_seen', '<=', filter.end);
  if (filter.projects.length > 0) {
    query = query.where((eb) =>
      eb.or([
        eb(sql<string>`projects.id::text`, 'in', filter.projects),
        eb('projects.slug', 'in', filter.projects),
      ]),
    );
  }
  if (filter.environments.length > 0) {
    const any = filter.environments.map((text) => ({ text, hasWildcard: false }));
    query = query.where(hasEventTagged('environment', any));
  }
  for (const condition of search.conditions) query = query.where(sqlOf(condition));
  if (search.eventId !== undefined) {
    const { eventId } = search;
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('events')
          .select(sql`1`.as('one'))
          .whereRef('events.project_id', '=', 'issues.project_id')
          .whereRef('events.issue_id', '=', 'issues.id')
          .where('events.event_id', '=', eventId),
      ),
    );
  }
  return query;
}
