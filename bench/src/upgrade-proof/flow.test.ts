import { countsAt, exposition, rate, rawSeries, type Flow } from './flow';
import { rawHistory, timesFrom } from './times';

const times = timesFrom(1_000_000, 100);
const flow: Flow = {
  metric: 'requests_total',
  labels: { handler: '/a' },
  alwaysBad: 0.1,
  outageBad: 1,
  delay: 5,
};

it('fails as a share always does, and wholly in the outage, which begins later by a delay', () => {
  const { good, bad } = countsAt(flow, times, times.over + 60);
  const all = rate * (times.over + 60 - times.begin + rawHistory);
  expect(good + bad).toBeCloseTo(all);
  expect(bad).toBeCloseTo(0.1 * (all - 95 * rate) + 95 * rate);
});

it('is exposed from where its history ends', () => {
  const [good] = rawSeries([flow], times, 15);
  expect(good).toMatchObject({
    labels: { __name__: 'requests_total', job: 'shop', instance: 'shop', handler: '/a', code: '200' },
    curve: { samples: rawHistory / 15 + 1, maxMs: times.begin * 1_000 },
  });
  const exposed = exposition([flow], times, times.begin);
  expect(exposed).toBe(
    `requests_total{handler="/a",code="200"} ${0.9 * rate * rawHistory}\n` +
      `requests_total{handler="/a",code="500"} ${0.1 * rate * rawHistory}\n`,
  );
});
