import { targetDownAt } from './target-down';

const at = (seconds: number): number => seconds * 1000;
const clocks = {
  scrape: { lastAt: at(2), everySeconds: 15 },
  evaluations: new Map([['targets', { lastAt: at(7), everySeconds: 15 }]]),
};

test.each([
  // The scrape at 17 fails, the evaluation at 22 sees it, a minute later it fires, and is told ten seconds after that.
  [3, 22],
  [16, 22],
  [18, 37],
])(
  'TargetDown waits for a scrape, an evaluation, its minute and the group: down at %d, seen at %d',
  (from, seen) => {
    expect(targetDownAt(clocks, at(from))).toBe(at(seen + 60 + 10));
  },
);

test('it cannot be told where Prometheus has no such rules or no such target', () => {
  expect(targetDownAt({ ...clocks, evaluations: new Map() }, at(3))).toBeNaN();
  expect(targetDownAt({ ...clocks, scrape: { lastAt: NaN, everySeconds: NaN } }, at(3))).toBeNaN();
});
