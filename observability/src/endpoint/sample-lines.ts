import { withDefaults } from '../http/default-labels';
import type { Labels } from '../http/families/family';
import { type ExpositionFormat, labelText, numberText } from '../http/families/text';

/** A metric as prom-client hands it over, by the type that it is exposed with. */
export interface Collected {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly values: readonly CollectedSample[];
}

interface CollectedSample {
  readonly metricName?: string;
  readonly labels: Labels;
  readonly value: number;
  readonly exemplar?: Exemplar | null;
}

interface Exemplar {
  readonly labelSet: Labels;
  readonly value: number;
  /** Seconds since the epoch. */
  readonly timestamp: number;
}

/** How many samples are written at once. */
const SAMPLES_AT_ONCE = 500;

/** The lines of a metric's samples, some hundred at a time. */
export function* sampleLines(
  metric: Collected,
  format: ExpositionFormat,
  defaults: Labels,
): Iterable<Buffer> {
  for (let from = 0; from < metric.values.length; from += SAMPLES_AT_ONCE) {
    const lines = metric.values.slice(from, from + SAMPLES_AT_ONCE).map((sample) => {
      const name = sample.metricName ?? metric.name;
      const exemplar =
        format === 'openmetrics' && mayHaveExemplar(name, metric.type) ? exemplarOf(sample) : '';
      return `${name}${labelText(withDefaults(sample.labels, defaults))} ${numberText(sample.value)}${exemplar}\n`;
    });
    yield Buffer.from(lines.join(''));
  }
}

const mayHaveExemplar = (name: string, type: string) =>
  (type === 'histogram' && name.endsWith('_bucket')) || (type === 'counter' && name.endsWith('_total'));

/** The client sees to it that the labels have no more than the 128 characters that are allowed. */
function exemplarOf({ exemplar }: CollectedSample): string {
  if (!exemplar) return '';
  const { labelSet, value, timestamp } = exemplar;
  return ` # ${labelText(labelSet) || '{}'} ${numberText(value)} ${timestamp}`;
}
