import type { Curve } from '@express-slo-stack/demo';
import type { Moments } from '../play';
import { escape } from './escape';

const WIDTH = 760;
const HEIGHT = 180;
const LEFT = 48;
const BOTTOM = 24;
/** Below this the page's threshold would lie outside of the chart. */
const LEAST_TOP = 20;
/** The burn rate above which the fastest pair of windows pages. */
const PAGE_BURN = 14.4;

/** The moments that are drawn, by the word that they are called. */
const marks: readonly (readonly [moment: keyof Moments, word: string])[] = [
  ['broken', 'broken'],
  ['pagePredicted', 'page predicted'],
  ['paged', 'page'],
  ['mended', 'mended'],
  ['overPredicted', 'end predicted'],
  ['over', 'end'],
];

type Span = Readonly<Record<'from' | 'to' | 'top', number>>;
const plotHeight = HEIGHT - BOTTOM;
const xOf = (time: number, { from, to }: Span): number =>
  LEFT + ((time - from) / Math.max(1, to - from)) * (WIDTH - LEFT);
/** A root scale: a total outage burns a thousand times too fast, and the threshold must be seen all the same. */
const yOf = (burn: number, { top }: Span): number => plotHeight * (1 - Math.sqrt(Math.max(0, burn) / top));

/** Burn rates over time as SVG, with the moments of the scenario. */
export function chartOf(curves: readonly Curve[], moments: Moments): string {
  const points = curves.flatMap((curve) => curve.points);
  const span = {
    from: Math.min(moments.broken / 1000, ...points.map(([time]) => time)),
    to: moments.ended / 1000,
    top: Math.max(LEAST_TOP, ...points.map(([, burn]) => burn)),
  };
  const parts = [
    ...axis(span),
    ...curves.map((curve, index) => lineOf(curve, index, span)),
    ...marks.flatMap(([moment, word], index) => markOf(moments[moment], word, index, span)),
  ];
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT + marks.length * 14}" role="img" aria-label="Burn rate over time">${parts.join('')}</svg>`;
}

function axis(span: Span): string[] {
  const levels = [0, PAGE_BURN, span.top];
  const minutes = Math.floor((span.to - span.from) / 60);
  return [
    ...levels.map((level) => {
      const y = yOf(level, span).toFixed(1);
      const kind = level === PAGE_BURN ? 'threshold' : 'grid';
      return `<line class="${kind}" x1="${LEFT}" x2="${WIDTH}" y1="${y}" y2="${y}"/><text x="${LEFT - 4}" y="${y}" text-anchor="end" dominant-baseline="middle">${level.toFixed(0)}×</text>`;
    }),
    `<text x="${WIDTH}" y="${plotHeight + 14}" text-anchor="end">${minutes} min</text>`,
  ];
}

function lineOf({ metric, points }: Curve, index: number, span: Span): string {
  const path = points.map(([time, burn]) => `${xOf(time, span).toFixed(1)},${yOf(burn, span).toFixed(1)}`);
  return `<polyline class="line line-${index}" points="${path.join(' ')}"><title>${escape(metric['slo'] ?? '')}</title></polyline>`;
}

function markOf(moment: number | undefined, word: string, index: number, span: Span): string[] {
  if (moment === undefined || !Number.isFinite(moment)) return [];
  const x = xOf(moment / 1000, span);
  const y = HEIGHT + index * 14;
  const anchor = x > WIDTH / 2 ? 'end' : 'start';
  const seconds = Math.round(moment / 1000 - span.from);
  return [
    `<line class="mark" x1="${x.toFixed(1)}" x2="${x.toFixed(1)}" y1="0" y2="${y}"/>`,
    `<text x="${(x + (anchor === 'end' ? -3 : 3)).toFixed(1)}" y="${y}" text-anchor="${anchor}">${word}, ${seconds} s</text>`,
  ];
}
