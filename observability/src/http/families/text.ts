import type { Labels } from './family';
import { goFloat } from './go-float';

/** The text formats that metrics are served in. */
export type ExpositionFormat = 'text' | 'openmetrics';

/** `{name="value",…}`, or nothing without labels. */
export function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escapeLabel(valueText(name, value))}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const valueText = (name: string, value: string | number) =>
  name === 'le' && typeof value === 'number' ? goFloat(value) : String(value);

/** The HELP and TYPE lines of a family. OpenMetrics names counters without `_total` here. */
export function headText(name: string, help: string, type: string, format: ExpositionFormat): string {
  const family = format === 'openmetrics' && type === 'counter' ? name.replace(/_total$/, '') : name;
  return `# HELP ${family} ${escapeHelp(help, format)}\n# TYPE ${family} ${type}\n`;
}

export function numberText(value: number): string {
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  return String(value);
}

const escapeLabel = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');

const escapeHelp = (text: string, format: ExpositionFormat) => {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return format === 'openmetrics' ? escaped.replaceAll('"', '\\"') : escaped;
};
