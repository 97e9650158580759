import { z } from 'zod';
import { choice, httpUrl, integer, path, postgresUrl, seconds, text } from './setting-types';

const mebibyte = 1024 * 1024;

/** Every setting of the API, read from environment variables of these names. */
export const settings = z.object({
  PORT: integer({ from: 0, to: 65_535, default: 8000, doc: 'Port to listen on; 0 takes any free one.' }),
  HOST: text({ default: '127.0.0.1', doc: 'Address to listen on.' }),
  PUBLIC_URL: httpUrl({
    optional: 'taken from each request',
    doc: 'Address that clients reach the API at; the base of every DSN.',
  }),
  LOG_LEVEL: choice({
    of: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    default: 'info',
    doc: 'Least severe log entries that are written. Requests are `info`, health checks and scrapes `debug`.',
  }),

  DATABASE_URL: postgresUrl({
    optional: 'the embedded database in `DATA_DIR`',
    doc: 'PostgreSQL server to store in.',
  }),
  DATA_DIR: path({ default: '.stack/api', doc: 'Folder of the embedded database.' }),
  SECRETS_DIR: path({ default: '.stack/secrets', doc: 'Folder of the token files.' }),
  DATABASE_POOL_SIZE: integer({ from: 1, to: 500, default: 10, doc: 'Most connections to PostgreSQL.' }),
  DATABASE_QUEUE_SIZE: integer({
    from: 1,
    to: 100_000,
    default: 200,
    doc: 'Most requests that wait for a connection; more are answered 503 at once.',
  }),
  DATABASE_CONNECT_TIMEOUT_SECONDS: seconds({
    from: 0.1,
    to: 60,
    default: 2,
    doc: 'Longest wait for a connection, new or from the pool.',
  }),
  DATABASE_STATEMENT_TIMEOUT_SECONDS: seconds({
    from: 0.1,
    to: 600,
    default: 5,
    doc: 'Longest time a statement may take; a connection that does not answer for a second longer is dropped.',
  }),

  RETENTION_DAYS: integer({
    from: 1,
    to: 3650,
    default: 90,
    doc: 'Days an event is kept after it was received. Issues left without events go as well.',
  }),
  RETENTION_INTERVAL_MINUTES: integer({
    from: 1,
    to: 1440,
    default: 60,
    doc: 'Time between two runs of retention.',
  }),
  RETENTION_BATCH_SIZE: integer({
    from: 1,
    to: 100_000,
    default: 1000,
    doc: 'Most events deleted by one statement.',
  }),

  MAX_ENVELOPE_BYTES: integer({
    from: 1024,
    to: 100 * mebibyte,
    default: 5 * mebibyte,
    doc: 'Largest ingest body after decompression; a larger one is answered 413.',
  }),
  MAX_EVENT_BYTES: integer({
    from: 1024,
    to: 20 * mebibyte,
    default: mebibyte,
    doc: 'Largest event inside an envelope; a larger one is dropped and counted.',
  }),
  MAX_BODY_BYTES: integer({
    from: 1024,
    to: mebibyte,
    default: 100 * 1024,
    doc: 'Largest JSON body of the REST interface.',
  }),
  BODY_MEMORY_BYTES: integer({
    from: 1024 * 1024,
    to: 16 * 1024 * mebibyte,
    default: 64 * mebibyte,
    doc:
      'Most bytes of bodies held at once, as sent and as decoded, over all requests; a request beyond is answered 503. ' +
      'At least six times `MAX_ENVELOPE_BYTES`.',
  }),
  PROJECT_KEY_CACHE_SIZE: integer({
    from: 1,
    to: 1_000_000,
    default: 10_000,
    doc: 'Project keys remembered; unknown keys are remembered apart, as many.',
  }),
  PROJECT_KEY_CACHE_SECONDS: seconds({
    from: 0,
    to: 3600,
    default: 30,
    doc: 'How long a project key, or that it is unknown, is remembered. Changes made elsewhere show after it.',
  }),

  HEADERS_TIMEOUT_SECONDS: seconds({
    from: 1,
    to: 600,
    default: 5,
    doc: 'Time a client has to send its headers.',
  }),
  REQUEST_TIMEOUT_SECONDS: seconds({
    from: 1,
    to: 600,
    default: 10,
    doc: 'Time a client has to send its request.',
  }),
  KEEP_ALIVE_TIMEOUT_SECONDS: seconds({
    from: 0,
    to: 600,
    default: 5,
    doc: 'How long an idle connection is kept. Behind a load balancer: longer than the balancer keeps it.',
  }),
  MAX_CONNECTIONS: integer({ from: 1, to: 1_000_000, default: 1000, doc: 'Most connections at a time.' }),
  SHUTDOWN_DELAY_SECONDS: seconds({
    from: 0,
    to: 300,
    default: 1,
    doc: 'Time between "not ready" and the end of listening. Behind a load balancer: its probe interval times its failure threshold.',
  }),
  SHUTDOWN_TIMEOUT_SECONDS: seconds({
    from: 1,
    to: 600,
    default: 10,
    doc: 'Longest time from SIGTERM to the end of the process.',
  }),
  TOKEN_FILE_CHECK_SECONDS: seconds({
    from: 0.1,
    to: 3600,
    default: 2,
    doc: 'How often the token files are read again.',
  }),
  REVISION: text({ default: 'unknown', doc: 'Revision of the source, shown by the metric `build_info`.' }),
});

/** The API's settings, checked. */
export type Config = z.output<typeof settings>;

/** The environment variables that the API reads. */
export const settingNames: readonly string[] = Object.keys(settings.shape);
