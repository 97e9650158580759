import { setImmediate as otherWork } from 'node:timers/promises';
import { writesItself } from '../http/families/register';
import { type ExpositionFormat, headText, labelText, numberText } from '../http/families/text';
import type { AnyRegistry } from '../http/registry';

type Labels = Readonly<Record<string, string | number>>;

/** A metric as prom-client hands it over. */
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

/** Longest time to write without letting other work run, in milliseconds. */
const SLICE_MS = 5;
/** Bytes that are handed on at once. */
const PIECE_BYTES = 256 * 1024;

/**
 * Collects every metric of a registry and writes it in one format, piece by piece: other work runs in between, so
 * that a large registry does not hold up requests. The registry's own `metrics()` is not used: asked for OpenMetrics,
 * prom-client renames its counters for good, and the next text scrape lacks `_total`.
 * A metric whose collection fails is left out and reported, so that one broken gauge does not blind all alerts.
 */
export async function* expose(
  registry: AnyRegistry,
  format: ExpositionFormat,
  onError: (metric: string, error: unknown) => void,
): AsyncGenerator<Buffer, void, undefined> {
  let resumedAt = performance.now();
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const block of blocks(registry, format, onError)) {
    held.push(block);
    bytes += block.length;
    if (bytes >= PIECE_BYTES) {
      yield Buffer.concat(held, bytes);
      held = [];
      bytes = 0;
    }
    if (performance.now() - resumedAt > SLICE_MS) {
      await otherWork();
      resumedAt = performance.now();
    }
  }
  if (format === 'openmetrics') held.push(Buffer.from('# EOF\n'));
  yield Buffer.concat(held);
}

async function* blocks(
  registry: AnyRegistry,
  format: ExpositionFormat,
  onError: (metric: string, error: unknown) => void,
): AsyncGenerator<Buffer, void, undefined> {
  const defaults = defaultLabelsOf(registry);
  const metrics = registry.getMetricsAsArray() as unknown as { name: string; get(): Promise<Collected> }[];
  const plain = Object.keys(defaults).length === 0;
  for (const metric of metrics) {
    try {
      if (plain && writesItself(metric)) {
        yield Buffer.from(headText(metric.name, metric.help, metric.type, format));
        yield* metric.blocks();
      } else {
        yield Buffer.from(writeFamily(await metric.get(), format, defaults));
      }
    } catch (error) {
      onError(metric.name, error);
    }
  }
}

/** What `setDefaultLabels()` set; prom-client has no public way to read it. */
const defaultLabelsOf = (registry: AnyRegistry) => (Reflect.get(registry, '_defaultLabels') ?? {}) as Labels;

function writeFamily(metric: Collected, format: ExpositionFormat, defaults: Labels): string {
  const lines = metric.values.map((sample) => {
    const name = sampleName(sample.metricName ?? metric.name, metric.type, format);
    const exemplar = format === 'openmetrics' && sample.exemplar ? writeExemplar(sample.exemplar) : '';
    return `${name}${labelText({ ...defaults, ...sample.labels })} ${numberText(sample.value)}${exemplar}\n`;
  });
  return headText(metric.name, metric.help, metric.type, format) + lines.join('');
}

/** OpenMetrics wants every counter's sample to end in `_total`. */
const sampleName = (name: string, type: string, format: ExpositionFormat) =>
  format === 'openmetrics' && type === 'counter' && !name.endsWith('_total') ? `${name}_total` : name;

const writeExemplar = ({ labelSet, value, timestamp }: Exemplar) =>
  ` # ${labelText(labelSet) || '{}'} ${numberText(value)} ${timestamp}`;
