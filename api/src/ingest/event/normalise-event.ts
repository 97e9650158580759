import type { EventEntry, EventType, Level, Tag } from '../../store/schema';
import { readBreadcrumbs } from './breadcrumbs';
import { cleanJson } from './clean-json';
import { readContexts, readExtra } from './contexts';
import { readCsp, type Csp } from './csp';
import { readExceptions, type ExceptionValue } from './exceptions';
import { collectFieldErrors, type FieldError, type ReportFieldError } from './field-errors';
import { readLevel } from './level';
import { readMessage, type Message } from './message';
import { Place } from './place';
import { asObject, type JsonObject } from './read';
import { readRequest } from './request';
import { readPackages, readSdk } from './sdk';
import { readTags } from './tags';
import { readThreads } from './threads';
import { readTimestamp } from './timestamp';
import { headingOf } from './title';
import { reportUnknownFields } from './unknown-fields';
import { readUser, type UserOptions } from './user';

/** An event as it is stored: every field valid, whatever the SDK sent. */
export interface NormalisedEvent {
  readonly type: EventType;
  readonly level: Level;
  readonly title: string;
  readonly culprit: string | null;
  readonly metadata: JsonObject;
  readonly message: string | null;
  readonly platform: string;
  readonly logger: string | null;
  readonly transactionName: string | null;
  readonly release: string | null;
  readonly environment: string | null;
  readonly dist: string | null;
  readonly occurredAt: Date;
  readonly tags: Tag[];
  readonly entries: EventEntry[];
  readonly contexts: JsonObject;
  readonly extra: JsonObject;
  readonly user: JsonObject | null;
  readonly sdk: JsonObject | null;
  readonly packages: JsonObject;
  readonly errors: FieldError[];
  /** What issues are grouped by; see grouping/. */
  readonly grouping: GroupingSource;
}

export interface GroupingSource {
  readonly fingerprint: unknown;
  readonly exceptions: readonly ExceptionValue[];
  readonly csp: Csp | undefined;
  readonly message: Message | undefined;
  readonly title: string;
}

export interface NormaliseOptions extends UserOptions {
  /** The server's time of receipt. */
  readonly received: Date;
}

function entriesOf(event: JsonObject, source: GroupingSource, at: Place): EventEntry[] {
  const { exceptions, message, csp } = source;
  const breadcrumbs = readBreadcrumbs(event.breadcrumbs, at.in('breadcrumbs').in('values'));
  const threads = readThreads(event.threads, at.in('threads').in('values'));
  const request = readRequest(event.request, at.in('request'));
  const entries: (EventEntry | false)[] = [
    exceptions.length > 0 && {
      type: 'exception',
      data: {
        values: exceptions,
        excOmitted: null,
        hasSystemFrames: exceptions.some(({ stacktrace }) => stacktrace?.hasSystemFrames === true),
      },
    },
    csp !== undefined && { type: 'csp', data: csp.report },
    message !== undefined && {
      type: 'message',
      data: { formatted: message.formatted, message: message.template, params: message.params },
    },
    threads.length > 0 && { type: 'threads', data: { values: threads } },
    breadcrumbs.length > 0 && { type: 'breadcrumbs', data: { values: breadcrumbs } },
    request !== undefined && { type: 'request', data: request },
  ];
  return entries.filter((entry) => entry !== false);
}

/** The fields that are plain texts; they become tags as well, as in Sentry. */
function namesOf(event: JsonObject, at: Place) {
  return {
    release: at.text(event, 'release', 250),
    environment: at.text(event, 'environment', 64),
    dist: at.text(event, 'dist', 64),
    logger: at.text(event, 'logger', 64),
    transaction: at.text(event, 'transaction', 200),
    server_name: at.text(event, 'server_name', 200),
  };
}

function sourceOf(event: JsonObject, at: Place): Omit<GroupingSource, 'title'> {
  return {
    fingerprint: event.fingerprint,
    exceptions: readExceptions(
      event.exception ?? event['sentry.interfaces.Exception'],
      at.in('exception').in('values'),
    ),
    csp: readCsp(event.csp ?? event['sentry.interfaces.Csp']),
    message: readMessage(event.logentry, at.in('logentry')) ?? readMessage(event.message, at.in('message')),
  };
}

function detailsOf(event: JsonObject, options: NormaliseOptions, report: ReportFieldError) {
  return {
    contexts: readContexts(event.contexts, report),
    extra: readExtra(event.extra, report),
    user: readUser(event.user, options, report),
    sdk: readSdk(event.sdk, new Place(report, 'sdk')),
    packages: readPackages(event.modules, new Place(report, 'modules')),
    occurredAt: readTimestamp(event.timestamp, options.received, report),
  };
}

/**
 * Turns an event as any SDK sends it (develop docs, "Event Payloads") into the stored shape. A field that makes no
 * sense is left out and named in `errors`; the event itself is always kept.
 *
 * @param payload a JSON object; its depth is bounded by `parseBoundedJson`.
 */
export function normaliseEvent(payload: JsonObject, options: NormaliseOptions): NormalisedEvent {
  const event = asObject(cleanJson(payload));
  const { errors, report } = collectFieldErrors();
  const at = new Place(report);
  reportUnknownFields(event, report);
  const names = namesOf(event, at);
  const source = sourceOf(event, at);
  const heading = headingOf(source.exceptions, source.csp, source.message);
  const level = readLevel(event.level, report);
  const grouping = { ...source, title: heading.title };
  return {
    ...heading,
    culprit: names.transaction ?? at.text(event, 'culprit', 200) ?? heading.culprit,
    level,
    message: source.message?.formatted ?? null,
    platform: at.text(event, 'platform', 64) ?? 'other',
    logger: names.logger,
    transactionName: names.transaction,
    release: names.release,
    environment: names.environment,
    dist: names.dist,
    ...detailsOf(event, options, report),
    tags: readTags(event.tags, { ...names, level }, report),
    entries: entriesOf(event, grouping, at),
    errors,
    grouping,
  };
}
