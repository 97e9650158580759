import { issueStatuses, levels, eventTypes } from '../../store/schema';
import { comparisons, type Condition, type TextColumn, type TimeColumn } from './conditions';
import { spanOf } from './time-value';
import type { Pattern } from './words';

type Unsigned = Condition extends infer One
  ? One extends Condition
    ? Omit<One, 'isNegated'>
    : never
  : never;

/** What a term may be, and how its values become a condition; undefined for values that make no sense. */
export interface Term {
  /** The values it takes, for messages and documents. */
  readonly takes: string;
  conditionOf(values: readonly Pattern[], now: Date): Unsigned | undefined;
}

/** Sentry's newer name. */
const statusAliases: Readonly<Record<string, string>> = { archived: 'ignored' };

const oneOf = (
  column: TextColumn,
  known: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): Term => ({
  takes: [...known, ...Object.keys(aliases)].join(', '),
  conditionOf(values) {
    const any = values.map(({ text }) => ({
      text: Object.hasOwn(aliases, text) ? (aliases[text] ?? text) : text,
      hasWildcard: false,
    }));
    return any.every(({ text }) => known.includes(text)) ? { kind: 'column', column, any } : undefined;
  },
});

const hasOperator = ({ text }: Pattern) => /^[<>]/.test(text);
const textual = (condition: (any: readonly Pattern[]) => Unsigned): Term => ({
  takes: 'text, * for anything',
  conditionOf: (values) => (values.some(hasOperator) ? undefined : condition(values)),
});
const column = (name: TextColumn): Term => textual((any) => ({ kind: 'column', column: name, any }));
const userField = (field: string): Term => textual((any) => ({ kind: 'user', field, any }));

const time = (name: TimeColumn): Term => ({
  takes: '-24h, +2w (m, h, d, w), a day, or >, >=, <, <= with a time in ISO 8601',
  conditionOf([value, ...more], now) {
    const span = value === undefined || more.length > 0 ? undefined : spanOf(value.text, now);
    return span && { kind: 'time', column: name, ...span };
  },
});

const count: Term = {
  takes: 'a number, or >, >=, <, <= with one',
  conditionOf([value, ...more]) {
    const [, sign = '=', digits] = /^(>=|<=|>|<|=)?(\d{1,15})$/.exec(value?.text ?? '') ?? [];
    const comparison = comparisons.find((known) => known === sign);
    if (digits === undefined || comparison === undefined || more.length > 0) return undefined;
    return { kind: 'count', comparison, number: Number(digits) };
  },
};

const has: Term = {
  takes: 'the name of a tag',
  conditionOf: ([value, ...more]) =>
    value === undefined || more.length > 0 ? undefined : { kind: 'tag', key: value.text },
};

/** The terms that are no tags. Every other key is one. */
export const terms: Readonly<Record<string, Term>> = {
  is: oneOf('status', issueStatuses, statusAliases),
  level: oneOf('level', levels),
  type: oneOf('type', eventTypes),
  'event.type': oneOf('type', eventTypes),
  has,
  title: column('title'),
  message: textual((any) => ({ kind: 'text', any })),
  culprit: column('culprit'),
  location: column('culprit'),
  logger: column('logger'),
  project: column('project'),
  'project.name': column('project'),
  issue: column('issue'),
  platform: textual((any) => ({ kind: 'platform', any })),
  'user.id': userField('id'),
  'user.email': userField('email'),
  'user.username': userField('username'),
  'user.ip': userField('ip_address'),
  timesSeen: count,
  firstSeen: time('first_seen'),
  age: time('first_seen'),
  lastSeen: time('last_seen'),
};

/** A tag of that name. */
export const tagTerm = (key: string): Term => textual((any) => ({ kind: 'tag', key, any }));

/** Sentry's terms for what this API does not have. As names of tags, they would find nothing. */
const unsupported = new Set(
  `assigned assigned_or_suggested bookmarks subscribed first-release firstRelease first_release issue.category
  issue.type issue.priority issue.seer_actionability error.handled error.unhandled error.mechanism error.type
  error.value error.main_thread stack.abs_path stack.filename stack.function stack.module stack.package
  stack.stack_level stack.in_app http.method http.referer http.status_code http.url geo.city geo.country_code geo.region
  geo.subdivision device.arch device.brand device.locale device.model_id device.name device.orientation device.uuid
  os.build os.kernel_version sdk.name sdk.version timestamp event.timestamp symbolicated_in_app app.in_foreground
  regressed_in_release detector substatus status id user`.split(/\s+/),
);

/** Whether a key is one of Sentry's that this API has not. */
export const isUnsupported = (key: string): boolean => unsupported.has(key);
