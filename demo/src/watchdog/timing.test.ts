import { type WatchdogConfiguration, watchdogTiming } from './timing';

/** This project's own configuration. */
const own: WatchdogConfiguration = {
  evaluationSeconds: 15,
  resendDelaySeconds: 60,
  selfScrapeSeconds: 15,
  rangeSeconds: 60,
  groupIntervalSeconds: 15,
  repeatIntervalSeconds: 25,
};

test('a heartbeat, a restart, a message of Prometheus, and the delivery', () => {
  expect(watchdogTiming(own)).toEqual({
    beatSeconds: 30,
    renewalSeconds: 75,
    limitSeconds: 30 + 60 + 75 + 5,
    noticedWithinSeconds: { alertmanagerDown: 170, prometheusDown: 240 + 170, diskFull: 60 + 15 + 170 },
  });
});

test.each<[string, Partial<WatchdogConfiguration>, number]>([
  ['the delay is rounded up to evaluations', { evaluationSeconds: 40 }, 30 + 60 + 80 + 5],
  ['an evaluation exactly at the delay is too early', { evaluationSeconds: 60 }, 30 + 60 + 120 + 5],
  ['evaluations rarer than the delay', { evaluationSeconds: 120 }, 30 + 60 + 120 + 5],
  ['a resend delay of its own', { resendDelaySeconds: 20 }, 30 + 60 + 30 + 5],
  [
    'a repeat exactly after a group interval may be one later',
    { repeatIntervalSeconds: 30 },
    45 + 60 + 75 + 5,
  ],
  ['a repeat below the group interval', { repeatIntervalSeconds: 1 }, 15 + 60 + 75 + 5],
  [
    'intervals longer than restart and renewal',
    { groupIntervalSeconds: 300, repeatIntervalSeconds: 500 },
    805,
  ],
  [
    'Alertmanager forgets before Prometheus is back',
    { evaluationSeconds: 1, resendDelaySeconds: 1 },
    30 + 74 + 5,
  ],
])('%s', (_why, changed, limitSeconds) => {
  expect(watchdogTiming({ ...own, ...changed }).limitSeconds).toBe(limitSeconds);
});

/** Restarts of Alertmanager of 20 to 40 s at every second of what repeats, second by second. */
test('no restart of 20 to 40 s is silent for as long as the limit', () => {
  for (const changed of [
    {},
    { evaluationSeconds: 1 },
    { evaluationSeconds: 30 },
    { groupIntervalSeconds: 60 },
  ]) {
    const configuration = { ...own, ...changed };
    const { limitSeconds } = watchdogTiming(configuration);
    expect(longestSilence(configuration, 20, 40)).toBeLessThan(limitSeconds);
  }
});

test('with the limit of 90 s that was a constant, the same restarts paged', () => {
  expect(longestSilence(own, 20, 40)).toBeGreaterThan(90);
});

/** Plays Prometheus's messages and Alertmanager's group against each other. */
function longestSilence(configuration: WatchdogConfiguration, from: number, to: number): number {
  const { groupIntervalSeconds: group, repeatIntervalSeconds: repeat } = configuration;
  const { renewalSeconds, beatSeconds } = watchdogTiming(configuration);
  let longest = 0;
  for (let away = from; away <= to; away += 1) {
    for (let phase = 0; phase < renewalSeconds; phase += 1) {
      for (let sinceBeat = 0; sinceBeat < beatSeconds; sinceBeat += 1) {
        const messageAt = phase + renewalSeconds * Math.ceil(Math.max(0, away - phase) / renewalSeconds);
        let beatAt = messageAt;
        while (beatAt + sinceBeat <= repeat) beatAt += group;
        longest = Math.max(longest, beatAt + sinceBeat);
      }
    }
  }
  return longest;
}
