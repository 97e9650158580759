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
  const defaults = defaultLabelsOf(registry);
  const plain = Object.keys(defaults).length === 0;
  for (const metric of registry.getMetricsAsArray() as unknown as Registered[]) {
    try {
      if (plain && writesItself(metric)) {
        yield Buffer.from(headText(metric.name, metric.help, metric.type, format));
        yield* inSlices(metric.pages());
      } else {
        yield Buffer.from(writeFamily(await metric.get(), format, defaults));
      }
    } catch (error) {
      onError(metric.name, error);
    }
  }
  if (format === 'openmetrics') yield Buffer.from('# EOF\n');
}

interface Registered {
  readonly name: string;
  get(): Promise<Collected>;
}

/** Copies pages into larger pieces, and lets other work run after each. */
async function* inSlices(pages: Iterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let resumedAt = performance.now();
  let piece = Buffer.allocUnsafe(PIECE_BYTES);
  let used = 0;
  for (const page of pages) {
    const late = performance.now() - resumedAt > SLICE_MS;
    if (late || used + page.length > piece.length) {
      if (used > 0) yield piece.subarray(0, used);
      piece = Buffer.allocUnsafe(Math.max(PIECE_BYTES, page.length));
      used = 0;
    }
    used += page.copy(piece, used);
    if (late) {
      await otherWork();
      resumedAt = performance.now();
    }
  }
  if (used > 0) yield piece.subarray(0, used);
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
