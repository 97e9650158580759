import type { EventType } from '../../store/schema';
import type { Csp } from './csp';
import { crashFrame, type ExceptionValue } from './exceptions';
import type { Message } from './message';
import { truncate, type JsonObject } from './read';

/** What an event is called, and where it comes from. */
export interface Heading {
  readonly type: EventType;
  readonly title: string;
  readonly metadata: JsonObject;
  /** Where it happened, as far as the stack or the report says. */
  readonly culprit: string | null;
}

const maxTitle = 255;
const firstLine = (text: string) => text.split(/\r?\n/, 1)[0] ?? '';

function placeOf({ stacktrace }: ExceptionValue): string | null {
  const frame = crashFrame(stacktrace);
  const place = frame?.module ?? frame?.filename ?? null;
  return place !== null && frame?.function ? `${place} in ${frame.function}` : place;
}

function errorHeading(exception: ExceptionValue): Heading {
  const frame = crashFrame(exception.stacktrace);
  const name = exception.type ?? frame?.function ?? '<unknown>';
  const value = exception.value ?? '';
  return {
    type: 'error',
    title: truncate(value === '' ? name : `${name}: ${firstLine(value)}`, maxTitle),
    metadata: {
      type: exception.type,
      value: truncate(value, 1024),
      ...(frame?.filename ? { filename: frame.filename } : {}),
      ...(frame?.function ? { function: frame.function } : {}),
    },
    culprit: placeOf(exception),
  };
}

/** Sentry's words for what has no host. */
const cspSubjects: Readonly<Record<string, string>> = {
  inline: 'inline',
  eval: 'unsafe eval()',
  'wasm-eval': 'unsafe WebAssembly',
};

function cspHeading({ directive, blocked }: Csp): Heading {
  const name = directive.replace(/-src(-elem|-attr)?$/, '');
  const subject = Object.hasOwn(cspSubjects, blocked) ? cspSubjects[blocked] : undefined;
  const title = truncate(
    subject === undefined ? `Blocked '${name}' from '${blocked}'` : `Blocked ${subject} '${name}'`,
    maxTitle,
  );
  return {
    type: 'csp',
    title,
    metadata: { directive, uri: blocked, message: title },
    culprit: directive,
  };
}

function messageHeading(message: Message | undefined): Heading {
  const title = truncate(message ? firstLine(message.formatted) : '', maxTitle) || '<unlabeled event>';
  return { type: 'default', title, metadata: { title }, culprit: null };
}

/**
 * Heads an event by what it holds: an exception (the last of the chain), else a CSP report, else a message. SDKs put
 * the stack of a message into an exception without a type (`attachStacktrace`): that is a message all the same.
 */
export function headingOf(
  exceptions: readonly ExceptionValue[],
  csp: Csp | undefined,
  message: Message | undefined,
): Heading {
  const raised = exceptions.at(-1);
  if (raised !== undefined && (raised.type !== null || message === undefined)) return errorHeading(raised);
  if (csp !== undefined) return cspHeading(csp);
  return { ...messageHeading(message), culprit: raised === undefined ? null : placeOf(raised) };
}
