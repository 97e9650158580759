import { sql } from 'kysely';
import type { Database } from '../store/open-database';

export interface TagValueCount {
  key: string;
  value: string;
  count: string;
}

/** Most different values that are looked at. */
const mostValues = 10_000;

/** How often each tag value occurs in the kept events of an issue, most frequent first. */
export async function countTags(db: Database, issueId: string, key?: string): Promise<TagValueCount[]> {
  const onlyKey = key === undefined ? sql`true` : sql`tag.key = ${key}`;
  const { rows } = await sql<TagValueCount>`
    select tag.key, tag.value, count(*)::text as count
    from events, jsonb_to_recordset(events.tags) as tag(key text, value text)
    where events.issue_id = ${issueId}::bigint and tag.key is not null and tag.value is not null and ${onlyKey}
    group by tag.key, tag.value
    order by count(*) desc, tag.key, tag.value
    limit ${mostValues}`.execute(db);
  return rows;
}

/** The tags of an issue, each with its values. */
export function tagsShape(counts: readonly TagValueCount[]) {
  const keys = [...new Set(counts.map(({ key }) => key))];
  const grouped = keys.map((key) => ({ key, values: counts.filter((count) => count.key === key) }));
  return grouped.map(({ key, values }) => ({
    key,
    name: key,
    totalValues: values.reduce((sum, { count }) => sum + Number(count), 0),
    uniqueValues: values.length,
    topValues: values.map(({ value, count }) => ({ key, name: value, value, count: Number(count) })),
  }));
}
