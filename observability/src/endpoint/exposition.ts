import type { AnyRegistry } from '../http/registry';
import { goFloat } from './go-float';
import { CONTENT_TYPES, type ExpositionFormat } from './negotiation';

type Labels = Readonly<Record<string, string | number>>;

/** A metric as a registry hands it over: prom-client's own classes and the ledger's families alike. */
interface Collected {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly values: readonly {
    readonly metricName?: string;
    readonly labels: Labels;
    readonly value: number;
    readonly exemplar?: Exemplar | null;
  }[];
}

interface Exemplar {
  readonly labelSet: Labels;
  readonly value: number;
  /** Seconds since the epoch. */
  readonly timestamp: number;
}

export interface Exposition {
  readonly contentType: string;
  readonly body: string;
}

/**
 * Collects every metric of a registry and writes it in one format. The registry's own `metrics()` is not used: asked
 * for OpenMetrics, prom-client renames its counters for good, and the next text scrape lacks `_total`.
 * A metric whose collection fails is left out and reported, so that one broken gauge does not blind all alerts.
 */
export async function expose(
  registry: AnyRegistry,
  format: ExpositionFormat,
  onError: (metric: string, error: unknown) => void,
): Promise<Exposition> {
  const metrics = registry.getMetricsAsArray() as unknown as { name: string; get(): Promise<Collected> }[];
  const defaults = defaultLabelsOf(registry);
  const families = await Promise.all(
    metrics.map(async (metric) => {
      try {
        return writeFamily(await metric.get(), format, defaults);
      } catch (error) {
        onError(metric.name, error);
        return '';
      }
    }),
  );
  return {
    contentType: CONTENT_TYPES[format],
    body: families.join('') + (format === 'openmetrics' ? '# EOF\n' : ''),
  };
}

/** What `setDefaultLabels()` set; prom-client has no public way to read it. */
const defaultLabelsOf = (registry: AnyRegistry) => (Reflect.get(registry, '_defaultLabels') ?? {}) as Labels;

function writeFamily(metric: Collected, format: ExpositionFormat, defaults: Labels): string {
  const family =
    format === 'openmetrics' && metric.type === 'counter' ? metric.name.replace(/_total$/, '') : metric.name;
  const head = `# HELP ${family} ${escapeHelp(metric.help, format)}\n# TYPE ${family} ${metric.type}\n`;
  const lines = metric.values.map((sample) => {
    const name = sampleName(sample.metricName ?? metric.name, metric.type, format);
    const exemplar = format === 'openmetrics' && sample.exemplar ? writeExemplar(sample.exemplar) : '';
    return `${name}${writeLabels({ ...defaults, ...sample.labels })} ${writeValue(sample.value)}${exemplar}\n`;
  });
  return head + lines.join('');
}

/** OpenMetrics wants every counter's sample to end in `_total`. */
const sampleName = (name: string, type: string, format: ExpositionFormat) =>
  format === 'openmetrics' && type === 'counter' && !name.endsWith('_total') ? `${name}_total` : name;

function writeLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escapeLabel(labelText(name, value))}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const labelText = (name: string, value: string | number) =>
  name === 'le' && typeof value === 'number' ? goFloat(value) : String(value);

const writeExemplar = ({ labelSet, value, timestamp }: Exemplar) =>
  ` # ${writeLabels(labelSet) || '{}'} ${writeValue(value)} ${timestamp}`;

function writeValue(value: number): string {
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
