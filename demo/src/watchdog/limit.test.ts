import { followWatchdogLimit, type FollowedLimit } from './limit';
import type { WatchdogConfiguration } from './timing';

const configuration: WatchdogConfiguration = {
  evaluationSeconds: 15,
  resendDelaySeconds: 60,
  selfScrapeSeconds: 15,
  rangeSeconds: 60,
  groupIntervalSeconds: 15,
  repeatIntervalSeconds: 25,
};
let following: FollowedLimit;
afterEach(() => following.stop());

test('follows the configuration, keeps it while that cannot be read, and says why once', async () => {
  const reports: string[] = [];
  let read: () => Promise<WatchdogConfiguration> = () => Promise.reject(new Error('refused'));
  following = followWatchdogLimit({ read: () => read(), report: (line) => reports.push(line) });
  await following.readNow();
  expect(following.current()).toEqual({ limitSeconds: 300, limitFrom: 'default', limitProblem: 'refused' });

  read = () => Promise.resolve(configuration);
  await following.readNow();
  expect(following.current()).toMatchObject({ limitSeconds: 170, limitFrom: 'configuration' });

  read = () => Promise.resolve({ ...configuration, evaluationSeconds: 60 });
  await following.readNow();
  expect(following.current().limitSeconds).toBe(215);

  read = () => Promise.reject(new Error('gone'));
  await following.readNow();
  await following.readNow();
  expect(following.current()).toMatchObject({
    limitSeconds: 215,
    limitFrom: 'configuration',
    limitProblem: 'gone',
  });
  expect(reports).toEqual([
    expect.stringContaining('refused'),
    expect.stringContaining('170 s'),
    expect.stringContaining('215 s'),
    expect.stringContaining('gone'),
  ]);
});

test('a setting holds, whatever the configuration says', async () => {
  following = followWatchdogLimit({
    setting: 40,
    read: () => Promise.resolve(configuration),
    report: () => undefined,
  });
  await following.readNow();
  expect(following.current()).toMatchObject({ limitSeconds: 40, limitFrom: 'setting' });
});

test('reports clocks that differ, once, and forgets them when they agree', async () => {
  const reports: string[] = [];
  let difference = 250;
  following = followWatchdogLimit({
    read: () => Promise.resolve(configuration),
    clocks: () => Promise.resolve(difference),
    report: (line) => reports.push(line),
  });
  await following.readNow();
  await following.readNow();
  expect(following.current()).toMatchObject({ clockDifferenceSeconds: 250 });
  expect(reports.filter((line) => line.includes('250 s ahead'))).toHaveLength(1);
  difference = -2;
  await following.readNow();
  expect(following.current()).not.toHaveProperty('clockDifferenceSeconds');
});
