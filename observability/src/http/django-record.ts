import { charsetOf } from './families/django-labels';
import { SIZE_BOUNDS, sizeBucket } from './sizes';
import { type Counter, Tally } from './tally';

/** Names of each kind that are told apart; all come from the application, none is chosen by a client as it is. */
const MOST_NAMES = 200;

/** What the django-prometheus families tell beyond the ledger's cells. None of it has more than one label. */
export class DjangoRecord {
  ajax = 0;
  streamedBytes = 0;
  readonly streamedSizes = new Float64Array(SIZE_BOUNDS.length + 1);
  readonly charsets = new Tally(MOST_NAMES);
  readonly templates = new Tally(MOST_NAMES);
  readonly exceptionTypes = new Tally(MOST_NAMES);
  readonly exceptionRoutes = new Tally(MOST_NAMES);
  readonly #charsetCounters = new Map<unknown, Counter>();
  #lastType: unknown = NEVER;
  #lastCounter: Counter = { count: 0 };

  response(contentType: unknown, streamed: boolean, bytes: number): void {
    // Most responses have the Content-Type of the one before.
    if (contentType !== this.#lastType) {
      this.#lastType = contentType;
      this.#lastCounter = this.#charset(contentType);
    }
    this.#lastCounter.count++;
    if (!streamed) return;
    this.streamedBytes += bytes;
    (this.streamedSizes[sizeBucket(bytes)] as number)++;
  }

  reset(): void {
    this.ajax = this.streamedBytes = 0;
    this.streamedSizes.fill(0);
    for (const tally of [this.charsets, this.templates, this.exceptionTypes, this.exceptionRoutes])
      tally.reset();
  }

  #charset(contentType: unknown): Counter {
    const known = this.#charsetCounters.get(contentType);
    if (known !== undefined) return known;
    const counter = this.charsets.counter(charsetOf(contentType));
    if (this.#charsetCounters.size < MOST_NAMES) this.#charsetCounters.set(contentType, counter);
    return counter;
  }
}

const NEVER = Symbol('no response yet');
