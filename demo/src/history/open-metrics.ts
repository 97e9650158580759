import { timeAt } from './grid';
import type { Series } from './series';

const CHUNK_CHARACTERS = 1 << 20;

const escaped = (value: string): string =>
  value.replace(/[\\"\n]/g, (found) => (found === '\n' ? '\\n' : `\\${found}`));

/** A series as it stands before each of its samples: `up{job="gt-api"}`. */
export function seriesText({ name, labels }: Pick<Series, 'name' | 'labels'>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`);
  return `${name}{${pairs.join(',')}}`;
}

/** The series in OpenMetrics text, a megabyte at a time: what `promtool tsdb create-blocks-from openmetrics` reads. */
export function* openMetrics(all: Iterable<Series>): Generator<string> {
  let text = '';
  for (const series of all) {
    const prefix = seriesText(series);
    const values = series.values();
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? NaN;
      if (Number.isNaN(value)) continue;
      text += `${prefix} ${value} ${timeAt(series.grid, index)}\n`;
      if (text.length < CHUNK_CHARACTERS) continue;
      yield text;
      text = '';
    }
  }
  yield `${text}# EOF\n`;
}
