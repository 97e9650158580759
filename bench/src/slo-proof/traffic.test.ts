import { counter, trueRemaining } from './traffic';

it('goes on where the stretch before it ended', () =>
  expect(
    counter(
      [
        [60, 1],
        [0, 9],
        [30, 2],
      ],
      15,
    ),
  ).toEqual([0, 15, 30, 45, 60, 90, 120]));

it('knows what is left of the budget from the events alone', () => {
  const stretches = [
    { seconds: 990, good: 10, bad: 0 },
    { seconds: 10, good: 5, bad: 5 },
  ];
  expect(trueRemaining(stretches, 0.99)).toBeCloseTo(0.5);
});
