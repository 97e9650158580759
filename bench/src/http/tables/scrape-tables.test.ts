import type { Figures } from '../scrape/child';
import { judged, scrapeRows } from './scrape-tables';

const figures = (scrape: number, copy: number, longestBlock = 1): Figures => ({
  scrape,
  copy,
  longestBlock,
  mostCpu: longestBlock,
  bytes: 1_700_000,
});

test('a row for each subject, in copies of its own bytes, and one for the copy', () => {
  const all = new Map([
    ['ours', [figures(0.3, 0.2), figures(2, 0.5), figures(0.3, 0.3)]],
    ['theirs', []],
  ]);
  expect(scrapeRows(all)).toEqual([
    ['ours', '0.300', '1.50 x', '1.0', '1.0', '1,700,000'],
    ['theirs', '–', '–', '–', '–', '–'],
    ['a copy of its bytes', '0.300', '1.00 x', '', '', ''],
  ]);
});

describe('the limits', () => {
  it.each([
    { all: [figures(2, 1)], holds: true, says: ['2.00 x', '1.0'] },
    { all: [figures(2.1, 1)], holds: false, says: ['2.10 x (MISSED)', '1.0'] },
    { all: [figures(1, 1, 21)], holds: true, says: ['1.00 x', '21.0 (not in this run)'] },
    { all: [], holds: false, says: ['– (MISSED)', '– (not in this run)'] },
  ])('$says', ({ all, holds, says }) => {
    const judgement = judged('ours', all);
    expect(judgement.holds).toBe(holds);
    expect(judgement.lines.map((line) => line.split(': ')[1])).toEqual(says);
  });
});
