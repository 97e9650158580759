import { type Kysely, sql } from 'kysely';
import { levels, eventTypes, issueStatuses } from '../schema';

const now = sql`now()`;
const oneOf = (column: string, values: readonly string[]) =>
  sql<boolean>`${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))})`;

async function createOwners(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('organizations')
    .addColumn('id', 'integer', (column) => column.generatedAlwaysAsIdentity().primaryKey())
    .addColumn('slug', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('date_created', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .addColumn('is_accepting_events', 'boolean', (column) => column.notNull().defaultTo(true))
    .addColumn('open_membership', 'boolean', (column) => column.notNull().defaultTo(true))
    .addColumn('scrub_ip_addresses', 'boolean', (column) => column.notNull().defaultTo(true))
    .execute();
  await db.schema
    .createTable('teams')
    .addColumn('id', 'integer', (column) => column.generatedAlwaysAsIdentity().primaryKey())
    .addColumn('organization_id', 'integer', (column) =>
      column.notNull().references('organizations.id').onDelete('cascade'),
    )
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('date_created', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .addUniqueConstraint('teams_organization_slug', ['organization_id', 'slug'])
    .execute();
}

async function createProjects(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('projects')
    .addColumn('id', 'integer', (column) => column.generatedAlwaysAsIdentity().primaryKey())
    .addColumn('organization_id', 'integer', (column) =>
      column.notNull().references('organizations.id').onDelete('cascade'),
    )
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('platform', 'text')
    .addColumn('date_created', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .addColumn('first_event', 'timestamptz')
    .addColumn('scrub_ip_addresses', 'boolean', (column) => column.notNull().defaultTo(true))
    .addColumn('event_throttle_rate', 'integer', (column) =>
      column
        .notNull()
        .defaultTo(0)
        .check(sql`event_throttle_rate between 0 and 100`),
    )
    .addUniqueConstraint('projects_organization_slug', ['organization_id', 'slug'])
    .execute();
  await db.schema
    .createTable('project_teams')
    .addColumn('project_id', 'integer', (column) =>
      column.notNull().references('projects.id').onDelete('cascade'),
    )
    .addColumn('team_id', 'integer', (column) => column.notNull().references('teams.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('project_teams_pkey', ['project_id', 'team_id'])
    .execute();
  await db.schema
    .createTable('project_keys')
    .addColumn('id', 'uuid', (column) => column.primaryKey().defaultTo(sql`gen_random_uuid()`))
    .addColumn('project_id', 'integer', (column) =>
      column.notNull().references('projects.id').onDelete('cascade'),
    )
    .addColumn('public_key', 'text', (column) =>
      column
        .notNull()
        .unique()
        .check(sql`public_key ~ '^[0-9a-f]{32}$'`),
    )
    .addColumn('name', 'text')
    .addColumn('is_active', 'boolean', (column) => column.notNull().defaultTo(true))
    .addColumn('date_created', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .addColumn('rate_limit_count', 'integer')
    .addColumn('rate_limit_window', 'integer')
    .execute();
  await db.schema.createIndex('project_keys_project').on('project_keys').column('project_id').execute();
}

async function createIssues(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('issues')
    .addColumn('id', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
    .addColumn('project_id', 'integer', (column) =>
      column.notNull().references('projects.id').onDelete('cascade'),
    )
    .addColumn('grouping_hash', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull().check(oneOf('type', eventTypes)))
    .addColumn('level', 'text', (column) => column.notNull().check(oneOf('level', levels)))
    .addColumn('status', 'text', (column) =>
      column.notNull().defaultTo('unresolved').check(oneOf('status', issueStatuses)),
    )
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('culprit', 'text')
    .addColumn('logger', 'text')
    .addColumn('metadata', 'jsonb', (column) => column.notNull())
    .addColumn('event_count', 'bigint', (column) => column.notNull().defaultTo(1))
    .addColumn('first_seen', 'timestamptz', (column) => column.notNull())
    .addColumn('last_seen', 'timestamptz', (column) => column.notNull())
    .addUniqueConstraint('issues_project_grouping', ['project_id', 'grouping_hash'])
    .execute();
  await db.schema
    .createIndex('issues_project_last_seen')
    .on('issues')
    .columns(['project_id', 'last_seen desc', 'id desc'])
    .execute();
  await db.schema
    .createTable('issue_users')
    .addColumn('issue_id', 'bigint', (column) => column.notNull().references('issues.id').onDelete('cascade'))
    .addColumn('user_hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('issue_users_pkey', ['issue_id', 'user_hash'])
    .execute();
}

async function createEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('events')
    .addColumn('sequence', 'bigint', (column) => column.generatedAlwaysAsIdentity().unique())
    .addColumn('project_id', 'integer', (column) =>
      column.notNull().references('projects.id').onDelete('cascade'),
    )
    .addColumn('event_id', 'text', (column) => column.notNull().check(sql`event_id ~ '^[0-9a-f]{32}$'`))
    .addColumn('issue_id', 'bigint', (column) => column.notNull().references('issues.id').onDelete('cascade'))
    .addColumn('type', 'text', (column) => column.notNull().check(oneOf('type', eventTypes)))
    .addColumn('level', 'text', (column) => column.notNull().check(oneOf('level', levels)))
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('message', 'text')
    .addColumn('culprit', 'text')
    .addColumn('platform', 'text')
    .addColumn('logger', 'text')
    .addColumn('transaction_name', 'text')
    .addColumn('release', 'text')
    .addColumn('environment', 'text')
    .addColumn('dist', 'text')
    .addColumn('occurred_at', 'timestamptz', (column) => column.notNull())
    .addColumn('received_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .addColumn('metadata', 'jsonb', (column) => column.notNull())
    .addColumn('tags', 'jsonb', (column) => column.notNull())
    .addColumn('entries', 'jsonb', (column) => column.notNull())
    .addColumn('contexts', 'jsonb', (column) => column.notNull())
    .addColumn('extra', 'jsonb', (column) => column.notNull())
    .addColumn('user_data', 'jsonb')
    .addColumn('sdk', 'jsonb')
    .addColumn('packages', 'jsonb', (column) => column.notNull())
    .addColumn('errors', 'jsonb', (column) => column.notNull())
    .addPrimaryKeyConstraint('events_pkey', ['project_id', 'event_id'])
    .execute();
  await db.schema.createIndex('events_issue').on('events').columns(['issue_id', 'sequence desc']).execute();
  await db.schema
    .createIndex('events_project')
    .on('events')
    .columns(['project_id', 'sequence desc'])
    .execute();
  await db.schema.createIndex('events_received').on('events').column('received_at').execute();
}

async function createTokens(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('api_tokens')
    .addColumn('id', 'integer', (column) => column.generatedAlwaysAsIdentity().primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) =>
      column
        .notNull()
        .unique()
        .check(sql`digest ~ '^[0-9a-f]{64}$'`),
    )
    .addColumn('prefix', 'text', (column) => column.notNull())
    .addColumn('scopes', sql`text[]`, (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('date_created', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .addColumn('not_before', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .addColumn('expires_at', 'timestamptz')
    .execute();
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createOwners(db);
  await createProjects(db);
  await createIssues(db);
  await createEvents(db);
  await createTokens(db);
}
