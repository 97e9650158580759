import { readStacktrace, type Frame, type Stacktrace } from './frame';
import { asText, asValues, isObject, textOrNull } from './read';

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

function readException(exception: Record<string, unknown>): ExceptionValue {
  const { value, thread_id: threadId } = exception;
  const text = isObject(value) || Array.isArray(value) ? JSON.stringify(value) : value;
  return {
    type: textOrNull(exception.type, 256),
    value: asText(text, maxValueLength) ?? null,
    module: textOrNull(exception.module, 1024),
    mechanism: isObject(exception.mechanism) ? exception.mechanism : null,
    threadId: typeof threadId === 'string' || typeof threadId === 'number' ? threadId : null,
    rawStacktrace: null,
    stacktrace: readStacktrace(exception.stacktrace) ?? null,
  };
}

/** Reads the chain of exceptions, from the first cause to the one that was raised last. */
export const readExceptions = (value: unknown): ExceptionValue[] =>
  asValues(value)
    .filter(isObject)
    .filter(({ type, value: text, stacktrace }) => Boolean(type) || Boolean(text) || isObject(stacktrace))
    .slice(-maxExceptions)
    .map(readException);

/** The frame to blame: the newest of the app's own, else the newest. */
export function crashFrame(stacktrace: Stacktrace | null | undefined): Frame | undefined {
  const frames = stacktrace?.frames ?? [];
  return frames.findLast(({ inApp }) => inApp === true) ?? frames.at(-1);
}
