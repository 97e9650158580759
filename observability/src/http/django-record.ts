import { charsetOf } from './families/django-labels';
import { SIZE_BOUNDS, sizeBucket } from './sizes';
import { Tally } from './tally';

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
  readonly #charsetOf = new Map<unknown, string>();

  response(contentType: unknown, streamed: boolean, bytes: number): void {
    this.charsets.add(this.#charset(contentType));
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

  #charset(contentType: unknown): string {
    let charset = this.#charsetOf.get(contentType);
    if (charset === undefined) {
      charset = charsetOf(contentType);
      if (this.#charsetOf.size < MOST_NAMES) this.#charsetOf.set(contentType, charset);
    }
    return charset;
  }
}
