import { readStacktrace, type Stacktrace } from './frame';
import { asValues, booleanOrNull, isObject, textOrNull } from './read';

/** One thread in the shape of Sentry's API. */
export interface ThreadValue {
  id: string | null;
  name: string | null;
  crashed: boolean | null;
  current: boolean | null;
  stacktrace: Stacktrace | null;
}

const maxThreads = 100;

/** Reads the `threads` interface, which SDKs send for messages with a stack. */
export const readThreads = (value: unknown): ThreadValue[] =>
  asValues(value)
    .filter(isObject)
    .slice(0, maxThreads)
    .map((thread) => ({
      id: textOrNull(thread.id, 64),
      name: textOrNull(thread.name, 256),
      crashed: booleanOrNull(thread.crashed),
      current: booleanOrNull(thread.current),
      stacktrace: readStacktrace(thread.stacktrace) ?? null,
    }));
