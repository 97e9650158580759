import type { Labels } from './family';
import { goFloat } from './go-float';

/** The text formats that metrics are served in. */
export type ExpositionFormat = 'text' | 'openmetrics';

/** `{name="value",…}`, or nothing without labels. */
export function labelText(labels: Labels): string {
  const pairs = labelPairs(labels);
  return pairs === '' ? '' : `{${pairs}}`;
}

/** `name="value",…` */
export const labelPairs = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeLabel(valueText(name, value))}"`)
    .join(',');

const valueText = (name: string, value: string | number) =>
  name === 'le' && typeof value === 'number' ? goFloat(value) : String(value);

/** The lines before a family's samples, by the name and type that the format has for it. */
export function headText(name: string, help: string, type: string, format: ExpositionFormat): string {
  const head = `# HELP ${name} ${escapeHelp(help, format)}\n# TYPE ${name} ${type}\n`;
  const unit = format === 'openmetrics' ? UNITS.find((suffix) => name.endsWith(`_${suffix}`)) : undefined;
  return unit === undefined ? head : `${head}# UNIT ${name} ${unit}\n`;
}

/** The base units that Prometheus recommends; OpenMetrics wants a family's unit to be the end of its name. */
const UNITS = [
  'seconds',
  'bytes',
  'ratio',
  'volts',
  'amperes',
  'joules',
  'grams',
  'meters',
  'celsius',
] as const;

export function numberText(value: number): string {
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  return String(value);
}

const escapeLabel = (text: string) =>
  /[\\\n"]/.test(text) ? text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"') : text;

const escapeHelp = (text: string, format: ExpositionFormat) => {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return format === 'openmetrics' ? escaped.replaceAll('"', '\\"') : escaped;
};
