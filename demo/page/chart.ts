import uPlot from '/page/uplot.js';
import { axisTime } from './format.js';

/** A line of a chart, in one of the colours of console.css. */
export interface Line {
  readonly colour: '--chart' | '--bad';
  readonly values: readonly (number | null)[];
}

export interface ChartSpec {
  /** What a screen reader says in place of the picture. */
  readonly label: string;
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  readonly text: (value: number) => string;
  /** The least that the upper end of the scale shows. */
  readonly most: number;
  /** What the width shows, up to the last time. */
  readonly spanSeconds: number;
  /** A value that is marked, where it is not the lower end of the scale. */
  readonly mark?: number;
}

const HEIGHT = 96;
const FONT = '11px system-ui, sans-serif';
const colourOf = (name: string): string => getComputedStyle(document.body).getPropertyValue(name).trim();

/** What each place shows, and its picture once the page was seen. */
const charts = new Map<HTMLElement, { readonly spec: ChartSpec; readonly picture: uPlot | undefined }>();

/** Draws a chart into `place`, instead of the one that is there. While nobody sees the page, it waits. */
export function drawChart(place: HTMLElement, spec: ChartSpec): void {
  place.setAttribute('role', 'img');
  place.setAttribute('aria-label', spec.label);
  forgetRemoved();
  const before = charts.get(place)?.picture;
  if (document.hidden) {
    charts.set(place, { spec, picture: before });
    return;
  }
  // One that is merely taken out of the page would go on listening to the window.
  before?.destroy();
  const data = [[...spec.times], ...spec.lines.map(({ values }) => [...values])] as uPlot.AlignedData;
  charts.set(place, { spec, picture: new uPlot(optionsOf(spec, place.clientWidth), data, place) });
}

function forgetRemoved(): void {
  for (const [place, { picture }] of charts) {
    if (place.isConnected) continue;
    picture?.destroy();
    charts.delete(place);
  }
}

/** Charts are pictures: they follow the window's width and the colours by being drawn anew. */
function redrawAll(): void {
  forgetRemoved();
  for (const [place, { spec }] of charts) drawChart(place, spec);
}
document.addEventListener('visibilitychange', redrawAll);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll);
let resizing: number | undefined;
window.addEventListener('resize', () => {
  clearTimeout(resizing);
  resizing = window.setTimeout(redrawAll, 150);
});

function optionsOf({ times, lines, text, most, spanSeconds, mark }: ChartSpec, width: number): uPlot.Options {
  const end = times.at(-1) ?? 0;
  const axis = { font: FONT, stroke: colourOf('--soft'), ticks: { show: false } };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    padding: [6, 20, 0, 0],
    scales: {
      x: { range: () => [end - spanSeconds, end] },
      y: { range: (_chart, least, greatest) => [Math.min(0, least), Math.max(most, greatest * 1.05)] },
    },
    axes: [
      {
        ...axis,
        size: 20,
        space: 46,
        grid: { show: false },
        values: (_chart, splits) => splits.map((at) => axisTime(at, spanSeconds)),
      },
      {
        ...axis,
        size: 46,
        space: 26,
        grid: { stroke: colourOf('--line'), width: 1 },
        values: (_chart, splits) => splits.map(text),
      },
    ],
    series: [{}, ...lines.map(seriesOf)],
    hooks: mark === undefined ? {} : { draw: [(chart) => drawMark(chart, mark)] },
  };
}

/** A line that only begins would not be seen. */
const isSingle = (values: Line['values']): boolean => values.filter((value) => value !== null).length === 1;

function seriesOf({ colour, values }: Line): uPlot.Series {
  const stroke = colourOf(colour);
  return {
    stroke,
    width: 1.5,
    fill: `${stroke}22`,
    points: { show: isSingle(values), size: 4, fill: stroke },
  };
}

function drawMark(chart: uPlot, mark: number): void {
  const { ctx, bbox, scales } = chart;
  if (mark <= (scales['y']?.min ?? 0)) return;
  const y = Math.round(chart.valToPos(mark, 'y', true));
  ctx.save();
  ctx.strokeStyle = colourOf('--warn');
  ctx.setLineDash([4, 4]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}
