import { messageOf } from '../errors';
import { REPORTED_DIFFERENCE_SECONDS } from './clocks';
import { watchdogTiming, type WatchdogConfiguration, type WatchdogTiming } from './timing';

/** The silence after which the dead man's switch pages, and where that number is from. */
export interface WatchdogLimit {
  readonly limitSeconds: number;
  /** The configuration that runs, `WATCHDOG_SECONDS`, or, while the configuration could not be read, neither. */
  readonly limitFrom: 'configuration' | 'setting' | 'default';
  /** Why the configuration could not be read. */
  readonly limitProblem?: string;
  /** What else follows from the configuration. */
  readonly timing?: WatchdogTiming;
  /** How far Alertmanager's clock is ahead of Prometheus's, where that is worth a word. */
  readonly clockDifferenceSeconds?: number;
}

/** Until the configuration was read once: longer than a start of the whole stack takes. */
const DEFAULT_SECONDS = 300;
const RETRY_MS = 5_000;
const READ_AGAIN_MS = 60_000;

export interface FollowedLimit {
  current(): WatchdogLimit;
  /** Reads the configuration now, and keeps what was known when that fails. Never rejects. */
  readNow(): Promise<void>;
  stop(): void;
}

export interface FollowOptions {
  /** `WATCHDOG_SECONDS`, which then holds whatever the configuration says. */
  readonly setting?: number | undefined;
  readonly read: () => Promise<WatchdogConfiguration>;
  /** Seconds that Alertmanager's clock is ahead of Prometheus's. */
  readonly clocks?: () => Promise<number>;
  /** Receives a line when the limit changes, and once for each new reason why it cannot be read. */
  readonly report: (line: string) => void;
}

/** Derives the limit from the configuration that runs, again and again, so that it follows a reload. */
export function followWatchdogLimit({ setting, read, clocks, report }: FollowOptions): FollowedLimit {
  let limit: WatchdogLimit = {
    limitSeconds: DEFAULT_SECONDS,
    limitFrom: 'default',
    limitProblem: 'not read yet',
  };
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let clockDifferenceSeconds: number | undefined;

  const readNow = async (): Promise<void> => {
    try {
      const timing = watchdogTiming(await read());
      if (timing.limitSeconds !== limit.timing?.limitSeconds) {
        report(`the Watchdog may be silent for ${timing.limitSeconds} s, by the configuration that runs`);
      }
      limit = { limitSeconds: timing.limitSeconds, limitFrom: 'configuration', timing };
    } catch (thrown) {
      const limitProblem = messageOf(thrown);
      if (limitProblem !== limit.limitProblem) {
        report(
          `the limit of the Watchdog stays ${limit.limitSeconds} s, the configuration cannot be read: ${limitProblem}`,
        );
      }
      limit = { ...limit, limitProblem };
    }
  };
  const compareClocks = async (): Promise<void> => {
    // Who does not answer is reported with the configuration.
    const seconds = (await clocks?.().catch(() => 0)) ?? 0;
    const differs = Math.abs(seconds) > REPORTED_DIFFERENCE_SECONDS;
    if (differs && clockDifferenceSeconds === undefined) {
      report(
        `the clock of Alertmanager is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} that of Prometheus: from 240 s on, no alert is notified`,
      );
    }
    clockDifferenceSeconds = differs ? seconds : undefined;
  };
  const refresh = async (): Promise<void> => {
    await Promise.all([readNow(), compareClocks()]);
  };
  const follow = async (): Promise<void> => {
    await refresh();
    if (stopped) return;
    timer = setTimeout(
      () => void follow(),
      limit.limitProblem === undefined ? READ_AGAIN_MS : RETRY_MS,
    ).unref();
  };
  void follow();

  return {
    current: () => ({
      ...limit,
      ...(setting === undefined ? {} : { limitSeconds: setting, limitFrom: 'setting' }),
      ...(clockDifferenceSeconds === undefined ? {} : { clockDifferenceSeconds }),
    }),
    readNow: refresh,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
