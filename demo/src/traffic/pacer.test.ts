import type { Outcome } from './outcome';
import { startPacer, type Pacer } from './pacer';
import { createDice } from './random';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
let pacer: Pacer | undefined;
afterEach(() => pacer?.stop());

function paced(rate: number, work: () => Promise<Outcome>, maxInFlight = 10): Map<string, number> {
  const skipped = new Map<string, number>();
  const count = (reason: string): void => void skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  pacer = startPacer({ rate: () => rate, dice: createDice(1), maxInFlight, work, skipped: count });
  return skipped;
}

test('it makes requests at the rate', async () => {
  let made = 0;
  paced(200, () => Promise.resolve(200 + 0 * made++));
  await wait(2000);
  expect(made).toBeGreaterThan(60);
  expect(made).toBeLessThan(500);
});

test('error answers keep coming: an outage does not slow the callers down', async () => {
  let made = 0;
  const skipped = paced(200, () => Promise.resolve(503 + 0 * made++));
  await wait(1000);
  expect(made).toBeGreaterThan(40);
  expect(skipped.size).toBe(0);
});

test('without any answer it makes a few a second, and goes on at once when there is an answer', async () => {
  let made = 0;
  let outcome: Outcome = 'refused';
  const skipped = paced(200, () => Promise.resolve(made++ < 0 ? 0 : outcome));
  await wait(3000);
  expect(made).toBeGreaterThanOrEqual(5);
  expect(made).toBeLessThan(20);
  expect(skipped.get('API away')).toBeGreaterThan(60);

  outcome = 200;
  made = 0;
  await wait(2000);
  expect(made).toBeGreaterThan(40);
});

test('never more than the limit are under way', async () => {
  let underWay = 0;
  let most = 0;
  const skipped = paced(
    300,
    async () => {
      most = Math.max(most, ++underWay);
      await wait(100);
      underWay -= 1;
      return 200;
    },
    4,
  );
  await wait(1000);
  expect(most).toBe(4);
  expect(skipped.get('too many under way')).toBeGreaterThan(100);
  await pacer?.stop();
  expect(underWay).toBe(0);
});

test('work that throws or rejects counts as no answer, and ends nothing', async () => {
  let made = 0;
  const skipped = paced(200, () => {
    if (made++ % 2 === 0) throw new Error('made to fail');
    return Promise.reject(new Error('made to fail'));
  });
  await wait(1000);
  expect(made).toBeGreaterThanOrEqual(2);
  expect(skipped.get('API away')).toBeGreaterThan(50);
  await expect(pacer?.stop()).resolves.toBeUndefined();
});
