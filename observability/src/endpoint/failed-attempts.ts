import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';
import { checkedLimit } from '../checked';
import { ObservabilityError } from '../errors';
import { type ChecksFor, checkedOptions, lookedAtThere } from '../option-checks';

export interface ThrottleOptions {
  /** Failed attempts that one address has in a window; default 30. */
  readonly attempts?: number;
  /** Seconds from an address's first failure until it may fail again as often; default 60. */
  readonly seconds?: number;
  /** Addresses that are remembered, those of the latest failures; default 10 000, at most a million. */
  readonly addresses?: number;
}

const CHECKS: ChecksFor<ThrottleOptions> = {
  attempts: lookedAtThere,
  seconds: lookedAtThere,
  addresses: lookedAtThere,
};

interface Window {
  failures: number;
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

/** Memory for the addresses is taken at once. */
const MOST_ADDRESSES = 1_000_000;

/**
 * Counts failed attempts by address, in bounded memory.
 * Throws OBS_THROTTLE_INVALID, OBS_LIMIT_INVALID or OBS_LIMIT_TOO_LARGE for wrong options, naming `place`.
 */
export class FailedAttempts {
  readonly #windows: LRUCache<string, Window>;
  readonly #attempts: number;
  readonly #milliseconds: number;

  constructor(options: ThrottleOptions, place: string) {
    if (typeof options !== 'object' || (options as ThrottleOptions | null) === null)
      throw new ObservabilityError('OBS_THROTTLE_INVALID', options, place);
    checkedOptions(options, `${place}.throttle`, CHECKS);
    const { attempts = 30, seconds = 60, addresses = 10_000 } = options;
    this.#attempts = checkedLimit(attempts, `${place}: throttle.attempts`);
    this.#milliseconds = checkedLimit(seconds, `${place}: throttle.seconds`) * 1000;
    this.#windows = new LRUCache({
      max: checkedLimit(addresses, `${place}: throttle.addresses`, MOST_ADDRESSES),
    });
  }

  /** Counts a failure. The seconds to wait if the address had used up its attempts before, else undefined. */
  add(address: string, now = Date.now()): number | undefined {
    const key = networkOf(address);
    const known = this.#windows.get(key);
    const window = known !== undefined && now < known.endsAt ? known : this.#open(key, now);
    window.failures++;
    return window.failures > this.#attempts ? Math.ceil((window.endsAt - now) / 1000) : undefined;
  }

  #open(key: string, now: number): Window {
    const window = { failures: 0, endsAt: now + this.#milliseconds };
    this.#windows.set(key, window);
    return window;
  }
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** An IPv4 address, or the /64 network of an IPv6 one: whoever has one address of it has them all. */
export function networkOf(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('%', 1).join('').split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}
