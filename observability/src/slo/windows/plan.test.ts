import { decimal, plain } from '../decimal';
import type { Slo } from '../model';
import { sampleSlo } from '../slo.test.support';
import { planWindows } from './plan';

const day = 86_400;
const plan = (changes: Partial<Slo> = {}, scrapeSeconds = 15) =>
  planWindows(sampleSlo(changes), { scrapeSeconds });
const show = ({ pairs }: ReturnType<typeof plan>) =>
  pairs.map(({ name, burn, threshold }) => `${name} ${plain(burn)} ${plain(threshold)}`);
const rolling = (days: number) => ({ window: { kind: 'rolling', seconds: days * day } }) as const;

it('takes the workbook for 30 days', () =>
  expect(show(plan())).toEqual(['1h-5m 14.4 0.0144', '6h-30m 6 0.006', '1d-2h 3 0.003', '3d-6h 1 0.001']));

it('keeps the windows for 28 days, and follows with the burn rates', () =>
  expect(show(plan(rolling(28)))).toEqual([
    '1h-5m 13.44 0.01344',
    '6h-30m 5.6 0.0056',
    '1d-2h 2.8 0.0028',
    '3d-6h 0.9333 0.0009333',
  ]));

it('scales the windows for 7 days, so that a pair spends the same share of the budget', () => {
  const scaled = plan(rolling(7));
  expect(show(scaled)).toEqual([
    '14m-1m 14.4 0.0144',
    '1h24m-7m 6 0.006',
    '5h36m-28m 3 0.003',
    '16h48m-1h24m 1 0.001',
  ]);
  expect(scaled.windows).toEqual([60, 420, 840, 1_680, 5_040, 20_160, 60_480]);
});

it('never goes below four scrapes, and leaves out pairs that would', () => {
  expect(show(plan(rolling(1)))[0]).toBe('2m-1m 14.4 0.0144');
  const slow = plan(rolling(1), 60);
  expect(slow.pairs.map(({ name }) => name)).toEqual(['12m-4m', '48m-4m', '2h24m-12m']);
  expect(slow.notes.map(({ id }) => id)).toEqual(['window-short']);
  expect(plan(rolling(1 / 1440)).pairs).toEqual([]);
});

it('replaces a burn rate that not even a total outage reaches, and says so', () => {
  const low = plan({ objective: decimal('0.9') });
  expect(show(low).slice(0, 2)).toEqual(['1h-5m 9 0.9', '6h-30m 6 0.6']);
  expect(low.notes.map(({ id, message }) => `${id}: ${message}`)).toEqual([
    'threshold-unreachable: checkout: with an objective of 90 % a total outage burns at most 10 times the budget, ' +
      'so the burn rate 14.4 of 1h-5m cannot be reached; 9 replaces it',
  ]);
});

it("takes a spec's own pairs as they are", () => {
  const pairs = [
    { severity: 'page', longSeconds: 7_200, shortSeconds: 600, burn: decimal(10), forSeconds: 120 },
  ] as const;
  expect(show(plan({ alerting: { pairs } }))).toEqual(['2h-10m 10 0.01']);
});

it('leaves a severity out that is off', () =>
  expect(plan({ alerting: { ticket: { off: true } } }).pairs.map(({ severity }) => severity)).toEqual([
    'page',
    'page',
  ]));

it('holds a ticket on for three of its short windows', () =>
  expect(plan().pairs.map(({ keepFiringForSeconds = 0 }) => keepFiringForSeconds)).toEqual([
    0, 0, 21_600, 64_800,
  ]));
