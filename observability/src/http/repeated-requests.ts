import { ObservabilityError } from '../errors';
import { warnOnce } from '../warn-once';

/** Middleware that is mounted twice meets its first requests twice. */
const LOOKED_AT = 1_000;

/**
 * Notices requests that come to the middleware a second time, among the first thousand: to write down each one costs a
 * request more than the rest. Where one has come, all are written down from then on.
 */
export class RepeatedRequests {
  readonly #open = new WeakSet<object>();
  #left = LOOKED_AT;
  #isMountedTwice = false;

  /** Whether nothing more is to be noticed. */
  get isOver(): boolean {
    return this.#left === 0 && !this.#isMountedTwice;
  }

  /** Whether a request is being counted; if not, it is from now on. */
  has(request: object): boolean {
    if (this.#left > 0) this.#left--;
    if (!this.#open.has(request)) {
      this.#open.add(request);
      return false;
    }
    if (!this.#isMountedTwice) {
      this.#isMountedTwice = true;
      warnOnce('createHttpMetrics')(new ObservabilityError('OBS_MIDDLEWARE_TWICE', 'createHttpMetrics'));
    }
    return true;
  }

  /** A request is over. */
  delete(request: object): void {
    this.#open.delete(request);
  }
}
