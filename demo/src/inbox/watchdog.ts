import type { WatchdogLimit } from '../watchdog/limit';
import type { WatchdogTiming } from '../watchdog/timing';

/** What the dead man's switch says at a moment. */
export interface WatchdogState {
  readonly silent: boolean;
  /** The last heartbeat, ISO 8601; absent when there was none since the start. */
  readonly lastBeatAt?: string;
  /** Seconds since the last heartbeat, or since the start. */
  readonly silentForSeconds: number;
  readonly limitSeconds: number;
  readonly limitFrom: WatchdogLimit['limitFrom'];
  readonly limitProblem?: string;
  readonly timing?: WatchdogTiming;
  readonly clockDifferenceSeconds?: number;
}

/** What changed: the switch fell silent, or spoke again. */
export type WatchdogChange = 'fell silent' | 'is back';

export interface Watchdog {
  /** A heartbeat came in. Returns a change until it was {@link told}. */
  beat(): WatchdogChange | undefined;
  /** Looks at the clock. Returns a change until it was {@link told}. */
  check(): WatchdogChange | undefined;
  /** A change is in the inbox: one that could not be kept would be lost, as nobody sends it again. */
  told(change: WatchdogChange): void;
  state(): WatchdogState;
}

export interface WatchdogOptions {
  readonly limit: () => WatchdogLimit;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether a page about silence is still open, from before a restart. */
  readonly wasSilent?: boolean;
}

/** A dead man's switch: Alertmanager repeats the Watchdog alert; when the repeats stop, the path of a page is broken. */
export function createWatchdog({ limit, now, wasSilent = false }: WatchdogOptions): Watchdog {
  const startedAt = now();
  let lastBeat: number | undefined;
  let silent = wasSilent;
  const silentFor = (): number => (now() - (lastBeat ?? startedAt)) / 1000;

  return {
    beat() {
      lastBeat = now();
      return silent ? 'is back' : undefined;
    },
    check: () => (silent || silentFor() < limit().limitSeconds ? undefined : 'fell silent'),
    told(change) {
      silent = change === 'fell silent';
    },
    state: () => ({
      silent,
      ...(lastBeat === undefined ? {} : { lastBeatAt: new Date(lastBeat).toISOString() }),
      silentForSeconds: Math.round(silentFor()),
      ...limit(),
    }),
  };
}
