import { readStacktrace, type Stacktrace } from './frame';
import type { Place } from './place';
import { asValues, booleanOrNull } from './read';

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
export const readThreads = (value: unknown, place: Place): ThreadValue[] =>
  place.some(place.objects(asValues(value)), maxThreads).map((thread, index) => {
    const at = place.in(index);
    return {
      id: at.text(thread, 'id', 64),
      name: at.text(thread, 'name', 256),
      crashed: booleanOrNull(thread.crashed),
      current: booleanOrNull(thread.current),
      stacktrace: readStacktrace(thread.stacktrace, at.in('stacktrace')) ?? null,
    };
  });
