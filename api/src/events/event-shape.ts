import type { EventRow } from '../store/schema';

/** An event as lists show it. */
export const eventShape = (row: EventRow) => ({
  id: row.event_id,
  eventID: row.event_id,
  groupID: row.issue_id,
  projectID: row.project_id,
  title: row.title,
  message: row.message ?? '',
  culprit: row.culprit,
  type: row.type,
  level: row.level,
  platform: row.platform,
  dateCreated: row.occurred_at.toISOString(),
  dateReceived: row.received_at.toISOString(),
  metadata: row.metadata,
  tags: row.tags,
  entries: row.entries,
  contexts: row.contexts,
  context: row.extra,
  user: row.user_data,
  sdk: row.sdk,
  packages: row.packages,
  errors: row.errors,
  dist: row.dist,
});

/** The events beside an event in its issue, in the order of their arrival. */
export interface Neighbours {
  next: string | null;
  previous: string | null;
}

/** An event on its own page. */
export const eventDetailShape = (row: EventRow, { next, previous }: Neighbours) => ({
  ...eventShape(row),
  userReport: null,
  nextEventID: next,
  previousEventID: previous,
});

const entryOf = (row: EventRow, type: string): unknown =>
  row.entries.find((entry) => entry.type === type)?.data ?? null;

/** An event close to what the client sent, as Sentry's "JSON" link shows it. */
export const eventJsonShape = (row: EventRow) => ({
  event_id: row.event_id,
  project: row.project_id,
  type: row.type,
  level: row.level,
  title: row.title,
  transaction: row.transaction_name,
  platform: row.platform,
  environment: row.environment,
  release: row.release,
  timestamp: row.occurred_at.getTime() / 1000,
  datetime: row.occurred_at.toISOString(),
  tags: row.tags.map(({ key, value }) => [key, value]),
  exception: entryOf(row, 'exception'),
  breadcrumbs: entryOf(row, 'breadcrumbs'),
  request: entryOf(row, 'request'),
  contexts: row.contexts,
  extra: row.extra,
  user: row.user_data,
  sdk: row.sdk,
  modules: row.packages,
});
