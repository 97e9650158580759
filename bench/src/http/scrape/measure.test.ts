import { setTimeout as wait } from 'node:timers/promises';
import { measure, TURNS } from './measure';

const blockFor = (milliseconds: number) => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

describe.each(Object.entries(TURNS))('turns: %s', (_name, turns) => {
  test('of several blocks the longest is told, not their sum, nor what was waited', async () => {
    const measured = await measure(async () => {
      for (const milliseconds of [10, 40, 10]) {
        blockFor(milliseconds);
        await wait(60);
      }
      return 'done';
    }, turns);
    expect(measured.result).toBe('done');
    expect(measured.milliseconds).toBeGreaterThanOrEqual(60 + 3 * 59);
    expect(measured.longestBlock).toBeGreaterThanOrEqual(40);
    expect(measured.longestBlock).toBeLessThan(measured.milliseconds);
    expect(measured.mostCpu).toBeGreaterThan(0);
  });
});
