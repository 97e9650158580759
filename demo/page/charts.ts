import type { Chart, Charts } from '../src/console/charts';
import { drawChart } from './chart.js';
import { axisNumber, factor, percent } from './format.js';
import { ask } from './requests.js';
import { sloKey } from './slo-key.js';

interface Kind {
  readonly name: string;
  /** For a screen reader, and for the axis. */
  readonly text: (value: number) => string;
  readonly axis: (value: number) => string;
  readonly spanSeconds: number;
  readonly most: number;
  readonly mark: number;
  /** What lies below is drawn here: a budget many times overspent would press all else flat. */
  readonly floor: number;
}

const kinds: Readonly<Record<keyof Charts, Kind>> = {
  hour: {
    name: 'Burn rate in the last hour',
    text: factor,
    axis: axisNumber,
    spanSeconds: 3600,
    most: 1.2,
    mark: 1,
    floor: 0,
  },
  month: {
    name: 'Budget left over thirty days',
    text: (left) => percent(left, 0),
    axis: (left) => percent(left, 0),
    spanSeconds: 30 * 86_400,
    most: 1,
    mark: 0,
    floor: -1,
  },
};

function drawKind(kind: keyof Charts, { times, lines }: Chart): void {
  const { name, text, axis, floor, ...scale } = kinds[kind];
  for (const line of lines) {
    const { slo, values } = line;
    const place = document.getElementById(`${kind}-${sloKey(line)}`);
    const known = values.filter((value) => value !== null);
    if (place === null || known.length === 0) continue;
    const said = `now ${text(known.at(-1) ?? 0)}, lowest ${text(Math.min(...known))}, highest ${text(Math.max(...known))}`;
    drawChart(place, {
      label: `${name} of ${slo}: ${said}`,
      times,
      lines: [{ colour: '--chart', values: values.map((value) => value && Math.max(floor, value)) }],
      text: axis,
      ...scale,
    });
  }
}

/** Fetches and draws the charts of every SLO. While Prometheus is away the last ones stay. */
export async function refreshCharts(): Promise<void> {
  const charts = await ask<Charts | null>('GET', '/api/charts').catch(() => undefined);
  if (charts === undefined || charts === null) return;
  drawKind('hour', charts.hour);
  drawKind('month', charts.month);
}
