import type { ColumnType, Generated, GeneratedAlways, JSONColumnType, Selectable } from 'kysely';

/** A point in time; PostgreSQL `timestamptz`. */
type Timestamp = ColumnType<Date, Date | string, Date | string>;
type NullableTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type DefaultedTimestamp = ColumnType<Date, Date | string | undefined, Date | string>;
/** PostgreSQL `bigint`, which the driver hands over as a string of digits. */
type BigInt64 = string;

/** What an event says about its level, from least to most severe. */
export const levels = ['sample', 'debug', 'info', 'warning', 'error', 'fatal'] as const;
export type Level = (typeof levels)[number];

/** The states an issue can be in. */
export const issueStatuses = ['unresolved', 'resolved', 'ignored'] as const;
export type IssueStatus = (typeof issueStatuses)[number];

/** The kinds of events that become issues. */
export const eventTypes = ['default', 'error', 'csp'] as const;
export type EventType = (typeof eventTypes)[number];

export type JsonObject = Record<string, unknown>;
export interface Tag {
  key: string;
  value: string;
}
/** One part of an event as the interface shows it. */
export interface EventEntry {
  type: 'exception' | 'message' | 'breadcrumbs' | 'request' | 'csp' | 'threads';
  data: unknown;
}

export interface OrganizationTable {
  id: GeneratedAlways<number>;
  slug: string;
  name: string;
  date_created: DefaultedTimestamp;
  is_accepting_events: Generated<boolean>;
  open_membership: Generated<boolean>;
  scrub_ip_addresses: Generated<boolean>;
}

export interface TeamTable {
  id: GeneratedAlways<number>;
  organization_id: number;
  slug: string;
  date_created: DefaultedTimestamp;
}

export interface ProjectTable {
  id: GeneratedAlways<number>;
  organization_id: number;
  slug: string;
  name: string;
  platform: string | null;
  date_created: DefaultedTimestamp;
  /** When the first event was stored; null before. */
  first_event: NullableTimestamp;
  scrub_ip_addresses: Generated<boolean>;
  /** Per cent of events refused, 0 to 100. */
  event_throttle_rate: Generated<number>;
}

export interface ProjectTeamTable {
  project_id: number;
  team_id: number;
}

export interface ProjectKeyTable {
  /** UUID, made by the database. */
  id: Generated<string>;
  project_id: number;
  /** 32 hexadecimal digits: the user part of a DSN. */
  public_key: string;
  name: string | null;
  is_active: Generated<boolean>;
  date_created: DefaultedTimestamp;
  /** Events allowed per window; null for no limit. */
  rate_limit_count: number | null;
  /** Seconds; null for no limit. */
  rate_limit_window: number | null;
}

export interface IssueTable {
  id: GeneratedAlways<BigInt64>;
  project_id: number;
  /** Hexadecimal digest of what makes events the same; unique in its project. */
  grouping_hash: string;
  type: EventType;
  level: Level;
  status: Generated<IssueStatus>;
  title: string;
  culprit: string | null;
  logger: string | null;
  metadata: JSONColumnType<JsonObject>;
  /** Events ever received, including those that retention has deleted. */
  event_count: ColumnType<BigInt64, number | string | undefined, number | string>;
  first_seen: Timestamp;
  last_seen: Timestamp;
}

/** Who has met an issue; counted as `userCount`. */
export interface IssueUserTable {
  issue_id: BigInt64;
  /** Digest of the event's user (id, else email, user name or address). */
  user_hash: string;
}

export interface EventTable {
  /** Order of arrival; the cursor of event lists. */
  sequence: GeneratedAlways<BigInt64>;
  project_id: number;
  /** 32 lower-case hexadecimal digits; unique in its project. */
  event_id: string;
  issue_id: BigInt64;
  type: EventType;
  level: Level;
  title: string;
  message: string | null;
  culprit: string | null;
  platform: string | null;
  logger: string | null;
  transaction_name: string | null;
  release: string | null;
  environment: string | null;
  dist: string | null;
  /** The client's time (`dateCreated`). */
  occurred_at: Timestamp;
  /** The server's time (`dateReceived`); retention goes by this. */
  received_at: DefaultedTimestamp;
  metadata: JSONColumnType<JsonObject>;
  tags: JSONColumnType<Tag[]>;
  entries: JSONColumnType<EventEntry[]>;
  contexts: JSONColumnType<JsonObject>;
  /** Sentry's `extra`, shown as `context`. */
  extra: JSONColumnType<JsonObject>;
  user_data: JSONColumnType<JsonObject | null, string | null, string | null>;
  sdk: JSONColumnType<JsonObject | null, string | null, string | null>;
  /** Sentry's `modules`: package name to version. */
  packages: JSONColumnType<JsonObject>;
  /** What was wrong with the event's fields: the event is kept all the same. */
  errors: JSONColumnType<JsonObject[]>;
}

export interface ApiTokenTable {
  id: GeneratedAlways<number>;
  name: string;
  /** SHA-256 of the token, hexadecimal. The token itself is never stored. */
  digest: string;
  /** The token's first characters, to tell tokens apart in lists. */
  prefix: string;
  scopes: string[];
  /** `cli`, or `file:<name>` for tokens kept in a file. */
  source: string;
  date_created: DefaultedTimestamp;
  not_before: DefaultedTimestamp;
  /** Null: until revoked. */
  expires_at: NullableTimestamp;
}

/** The database's tables, for kysely. */
export interface Schema {
  organizations: OrganizationTable;
  teams: TeamTable;
  projects: ProjectTable;
  project_teams: ProjectTeamTable;
  project_keys: ProjectKeyTable;
  issues: IssueTable;
  issue_users: IssueUserTable;
  events: EventTable;
  api_tokens: ApiTokenTable;
}

export type OrganizationRow = Selectable<OrganizationTable>;
export type TeamRow = Selectable<TeamTable>;
export type ProjectRow = Selectable<ProjectTable>;
export type ProjectKeyRow = Selectable<ProjectKeyTable>;
export type IssueRow = Selectable<IssueTable>;
export type EventRow = Selectable<EventTable>;
export type ApiTokenRow = Selectable<ApiTokenTable>;
