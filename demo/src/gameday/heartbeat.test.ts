import { silenceWithoutAlertmanager, silenceWithoutPrometheus } from './heartbeat';

const heartbeat = {
  lastBeatAt: 10_000,
  renewedAt: 0,
  endsAt: 240_000,
  limitSeconds: 90,
  beatSeconds: 30,
  renewalSeconds: 75,
};

test('without Alertmanager the last beat was the last', () => {
  expect(silenceWithoutAlertmanager(heartbeat)).toBe(100_000);
});

test('without Prometheus Alertmanager repeats it until it ends: at 220 s for the last time', () => {
  expect(silenceWithoutPrometheus(heartbeat)).toBe((220 + 90) * 1000);
});
