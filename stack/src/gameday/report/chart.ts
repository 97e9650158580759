import type { Curve } from '@express-slo-stack/demo';
import type { Moments } from '../play';
import { escape } from './escape';

const WIDTH = 760;
const HEIGHT = 180;
const LEFT = 48;
const BOTTOM = 24;
/** Half a line of text: the topmost label is in the middle of its line. */
const TOP = 8;
const LINE = 14;
/** Points further apart than this have nothing recorded between them. */
const GAP_SECONDS = 60;
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
const plotBottom = HEIGHT - BOTTOM;
const xOf = (time: number, { from, to }: Span): number =>
  LEFT + ((time - from) / Math.max(1, to - from)) * (WIDTH - LEFT);
/** A root scale: a total outage burns a thousand times too fast, and the threshold must be seen all the same. */
const yOf = (burn: number, { top }: Span): number =>
  TOP + (plotBottom - TOP) * (1 - Math.sqrt(Math.max(0, burn) / top));

/** Burn rates over time as SVG, with the moments of the scenario. */
export function chartOf(curves: readonly Curve[], moments: Moments): string {
  const points = curves.flatMap((curve) => curve.points);
  const span = {
    from: Math.min(moments.broken / 1000, ...points.map(([time]) => time)),
    to: moments.ended / 1000,
    top: Math.max(LEAST_TOP, ...points.map(([, burn]) => burn)),
  };
  const reached = marks.flatMap(([moment, word]) => {
    const at = moments[moment];
    if (at === undefined || !Number.isFinite(at)) return [];
    const seconds = Math.round((at - moments.broken) / 1000);
    return [{ at, words: moment === 'broken' ? word : `${word}, ${seconds} s` }];
  });
  const parts = [
    ...axis(span),
    ...curves.flatMap((curve, index) => linesOf(curve, index, span)),
    ...reached.flatMap(({ at, words }, index) => markOf(at, words, index, span)),
  ];
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT + reached.length * LINE}" role="img" aria-label="Burn rate over time">${parts.join('')}</svg>`;
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
    `<text x="${WIDTH}" y="${plotBottom + LINE}" text-anchor="end">${minutes} min</text>`,
  ];
}

/** A line for each stretch that was recorded. */
function linesOf({ metric, points }: Curve, index: number, span: Span): string[] {
  const stretches = points.reduce<(typeof points)[number][][]>((all, point, at) => {
    const before = points[at - 1];
    if (before === undefined || point[0] - before[0] > GAP_SECONDS) all.push([]);
    all.at(-1)?.push(point);
    return all;
  }, []);
  return stretches.map((stretch) => {
    const path = stretch.map(([time, burn]) => `${xOf(time, span).toFixed(1)},${yOf(burn, span).toFixed(1)}`);
    return `<polyline class="line line-${index}" points="${path.join(' ')}"><title>${escape(metric['slo'] ?? '')}</title></polyline>`;
  });
}

function markOf(moment: number, words: string, index: number, span: Span): string[] {
  const x = xOf(moment / 1000, span);
  const y = HEIGHT + index * LINE;
  const anchor = x > WIDTH / 2 ? 'end' : 'start';
  return [
    `<line class="mark" x1="${x.toFixed(1)}" x2="${x.toFixed(1)}" y1="0" y2="${y}"/>`,
    `<text x="${(x + (anchor === 'end' ? -3 : 3)).toFixed(1)}" y="${y}" text-anchor="${anchor}">${words}</text>`,
  ];
}
