import type { Game } from '../game';
import { score } from '../score.test.support';
import { htmlOf } from './report';

const game: Game = {
  score: { ...score, misses: ['false page: <b>'] },
  moments: {
    broken: 1_000_000,
    pagePredicted: 1_100_000,
    paged: 1_130_000,
    mended: 1_130_500,
    overPredicted: undefined,
    over: Infinity,
    ended: 1_700_000,
  },
  curves: {
    burn: [
      {
        metric: { slo: 'ingest-availability' },
        points: [
          [950, 0],
          [1_100, 700],
          [1_700, 3],
        ],
      },
    ],
  },
};
const html = htmlOf([game]);

test('the report fetches nothing and runs nothing', () => {
  expect(html).not.toMatch(/<script|<link|src=|href=|url\(|@import/);
});

test('what comes from elsewhere is text', () => {
  expect(html).toContain('Total &lt;outage&gt;');
  expect(html).toContain('false page: &lt;b&gt;');
});

test('the chart has the curve and the moments that were reached', () => {
  // Nothing was recorded between its points.
  expect(html.match(/<polyline/g)).toHaveLength(3);
  expect(html).toMatch(/>broken<.*page predicted, 100 s.*page, 130 s/s);
  expect(html).not.toMatch(/NaN|Infinity|undefined|end predicted, /);
});
