import { readStacktrace, type Frame, type Stacktrace } from './frame';
import type { Place } from './place';
import { asText, asValues, isObject } from './read';

/** One exception in the shape of Sentry's API. */
export interface ExceptionValue {
  type: string | null;
  value: string | null;
  module: string | null;
  mechanism: unknown;
  threadId: string | number | null;
  rawStacktrace: null;
  stacktrace: Stacktrace | null;
}

const maxExceptions = 50;
const maxValueLength = 8192;

function readException(exception: Record<string, unknown>, at: Place): ExceptionValue {
  const { value, thread_id: threadId } = exception;
  const text = isObject(value) || Array.isArray(value) ? JSON.stringify(value) : value;
  return {
    type: at.text(exception, 'type', 256),
    value: at.textOf('value', text, maxValueLength) ?? asText(text) ?? null,
    module: at.text(exception, 'module', 1024),
    mechanism: at.object(exception, 'mechanism'),
    threadId: typeof threadId === 'string' || typeof threadId === 'number' ? threadId : null,
    rawStacktrace: null,
    stacktrace: readStacktrace(exception.stacktrace, at.in('stacktrace')) ?? null,
  };
}

/** Reads the chain of exceptions, from the first cause to the one that was raised last. */
export function readExceptions(value: unknown, place: Place): ExceptionValue[] {
  const values = place
    .objects(asValues(value))
    .filter(({ type, value: text, stacktrace }) => Boolean(type) || Boolean(text) || isObject(stacktrace));
  return place
    .some(values, maxExceptions, 'last')
    .map((exception, index) => readException(exception, place.in(index)));
}

/** The frame to blame: the newest of the app's own, else the newest. */
export function crashFrame(stacktrace: Stacktrace | null | undefined): Frame | undefined {
  const frames = stacktrace?.frames ?? [];
  return frames.findLast(({ inApp }) => inApp === true) ?? frames.at(-1);
}
