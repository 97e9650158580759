/** What decides how regularly the Watchdog arrives, from the configuration that runs. Every duration is in seconds. */
export interface WatchdogConfiguration {
  /** Of the rule group that holds the Watchdog. */
  readonly evaluationSeconds: number;
  /** Prometheus's `--rules.alert.resend-delay`. */
  readonly resendDelaySeconds: number;
  /** Between Prometheus's scrapes of itself, which the Watchdog looks for. */
  readonly selfScrapeSeconds: number;
  /** The range that the Watchdog's expression looks back; 0 without one. */
  readonly rangeSeconds: number;
  /** `group_interval` and `repeat_interval` of Alertmanager's route for the Watchdog. */
  readonly groupIntervalSeconds: number;
  readonly repeatIntervalSeconds: number;
}

export interface WatchdogTiming {
  /** Between two heartbeats while nothing is broken. */
  readonly beatSeconds: number;
  /** Between two of Prometheus's messages about an alert that goes on. */
  readonly renewalSeconds: number;
  /** Silence from here on is no restart: the dead man's switch pages. */
  readonly limitSeconds: number;
  /** From a fault to the page about it, at most. */
  readonly noticedWithinSeconds: {
    readonly alertmanagerDown: number;
    readonly prometheusDown: number;
    readonly diskFull: number;
  };
}

/** A restart of Prometheus or Alertmanager that takes longer is an outage. */
export const RESTART_SECONDS = 60;
/** From Alertmanager's timer to the inbox: a slow machine, a retry. */
const DELIVERY_SECONDS = 5;

/**
 * The longest that heartbeats can be apart while nothing but a restart happens, and what follows from it.
 *
 * Prometheus sends an alert again at the first evaluation that is later than the resend delay, and as lasting four times
 * the longer of the two (rules/group.go, rules/alerting.go). Alertmanager looks at a group every `group_interval` and
 * repeats it once more than `repeat_interval` has passed (dispatch/dispatch.go, notify/notify.go). It keeps no alerts
 * over a restart: it repeats nothing until Prometheus sends the next message, and a message to an Alertmanager that is
 * away is lost.
 */
export function watchdogTiming(configuration: WatchdogConfiguration): WatchdogTiming {
  const { evaluationSeconds, resendDelaySeconds, selfScrapeSeconds, rangeSeconds } = configuration;
  const { groupIntervalSeconds, repeatIntervalSeconds } = configuration;
  const beatSeconds = firstLaterThan(repeatIntervalSeconds, groupIntervalSeconds);
  const renewalSeconds = firstLaterThan(resendDelaySeconds, evaluationSeconds);
  const validSeconds = 4 * Math.max(evaluationSeconds, resendDelaySeconds);
  const backSeconds = RESTART_SECONDS + selfScrapeSeconds + evaluationSeconds;
  const longestGap = Math.max(
    // Alertmanager ends just before a heartbeat, and is back just after a message.
    beatSeconds + RESTART_SECONDS + renewalSeconds,
    // It is back before repeat_interval has passed, and looks again one group_interval later.
    repeatIntervalSeconds + groupIntervalSeconds,
    // Prometheus ends just before it would send a message.
    beatSeconds + Math.max(0, backSeconds - (validSeconds - renewalSeconds)),
  );
  const limitSeconds = Math.ceil(longestGap + DELIVERY_SECONDS);
  return {
    beatSeconds,
    renewalSeconds,
    limitSeconds,
    noticedWithinSeconds: {
      alertmanagerDown: limitSeconds,
      prometheusDown: Math.ceil(validSeconds + limitSeconds),
      diskFull: Math.ceil(rangeSeconds + evaluationSeconds + limitSeconds),
    },
  };
}

/** The first multiple of `step` that is greater than `seconds`. */
const firstLaterThan = (seconds: number, step: number): number => (Math.floor(seconds / step) + 1) * step;
