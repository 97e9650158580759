import { type RawBuilder, sql } from 'kysely';
import type { Comparison, Condition, TextColumn, TimeColumn } from './conditions';
import type { Pattern } from './words';

type Sql = RawBuilder<boolean>;

const columns: Readonly<Record<TextColumn, RawBuilder<unknown>>> = {
  status: sql`issues.status`,
  level: sql`issues.level`,
  type: sql`issues.type`,
  title: sql`issues.title`,
  culprit: sql`issues.culprit`,
  logger: sql`issues.logger`,
  project: sql`projects.slug`,
  issue: sql`upper(projects.slug) || '-' || issues.id`,
};
const times: Readonly<Record<TimeColumn, RawBuilder<unknown>>> = {
  first_seen: sql`issues.first_seen`,
  last_seen: sql`issues.last_seen`,
};
const comparisonSql: Readonly<Record<Comparison, RawBuilder<unknown>>> = {
  '=': sql`=`,
  '>': sql`>`,
  '>=': sql`>=`,
  '<': sql`<`,
  '<=': sql`<=`,
};

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
const likeOf = ({ text, hasWildcard }: Pattern): string =>
  hasWildcard ? escaped(text).replaceAll('*', '%') : escaped(text);

const anyOf = (conditions: readonly Sql[]): Sql => sql`(${sql.join(conditions, sql` or `)})`;
const matches = (value: RawBuilder<unknown>, any: readonly Pattern[]): Sql =>
  anyOf(any.map((pattern) => sql`${value} ilike ${likeOf(pattern)}`));
const contains = (value: RawBuilder<unknown>, pattern: Pattern): Sql =>
  sql`${value} ilike ${`%${likeOf(pattern)}%`}`;
const someEvent = (condition: Sql): Sql =>
  sql`exists (select from events where events.issue_id = issues.id and ${condition})`;

function tagged(key: string, pattern: Pattern): Sql {
  if (!pattern.hasWildcard)
    return sql`events.tags @> ${JSON.stringify([{ key, value: pattern.text }])}::jsonb`;
  return sql`exists (
    select from jsonb_to_recordset(events.tags) as tag(key text, value text)
    where tag.key = ${key} and tag.value ilike ${likeOf(pattern)})`;
}

/** Issues with an event that has a tag; without values, whatever its value. */
export const hasEventTagged = (key: string, any?: readonly Pattern[]): Sql =>
  someEvent(
    any === undefined
      ? sql`events.tags @> ${JSON.stringify([{ key }])}::jsonb`
      : anyOf(any.map((pattern) => tagged(key, pattern))),
  );

function positive(condition: Condition): Sql {
  switch (condition.kind) {
    case 'text':
      return anyOf(
        condition.any.flatMap((pattern) => [
          contains(columns.title, pattern),
          contains(columns.culprit, pattern),
        ]),
      );
    case 'column':
      return matches(columns[condition.column], condition.any);
    case 'tag':
      return hasEventTagged(condition.key, condition.any);
    case 'user':
      return someEvent(matches(sql`events.user_data ->> ${condition.field}::text`, condition.any));
    case 'platform':
      return someEvent(matches(sql`events.platform`, condition.any));
    case 'count':
      return sql`issues.event_count ${comparisonSql[condition.comparison]} ${condition.number}`;
    case 'time': {
      const { column, from, until } = condition;
      const bounds: Sql[] = [];
      if (from !== undefined) bounds.push(sql`${times[column]} >= ${from}`);
      if (until !== undefined) bounds.push(sql`${times[column]} <= ${until}`);
      return sql`(${sql.join(bounds, sql` and `)})`;
    }
  }
}

/** The condition on issues, joined with their projects. What is unknown (null) does not hold, and its opposite does. */
export const sqlOf = (condition: Condition): Sql =>
  condition.isNegated ? sql`(${positive(condition)}) is not true` : positive(condition);
