import type { Exemplar } from '../http/exemplar';
import { defaultLabelsOf } from '../http/default-labels';
import type { Sample } from '../http/families/family';
import type { LabelledLines } from '../http/families/lines';
import { hasSamples, type Sampling, type SelfWriting, writesItself } from '../http/families/register';
import type { AnyRegistry } from '../http/registry';
import type { LedgerPart, Shape } from './messages';
import { NumberWriter } from './number-stream';
import { SampleLine } from './sample-line';

/** Lines in one part: few enough that the primary reads it within some milliseconds. */
const PART_LINES = 5_000;
/** Exemplars in one part; the others stay as they were. */
const PART_EXEMPLARS = 200;

/** What the primary knows of a series. */
interface Reported {
  readonly id: number;
  version: number;
  readonly values: Float64Array;
  readonly exemplars: (Exemplar | undefined)[];
}

/** Whether a metric is kept by this library and grows, so that its growth is all that is to be reported. */
export const isLedgers = (metric: object): metric is SelfWriting | Sampling =>
  writesItself(metric) || (hasSamples(metric) && metric.type !== 'gauge');

/** Says what of a registry's ledger grew since it was asked last. */
export class LedgerReporter {
  readonly #registry: AnyRegistry;
  readonly #reported = new Map<LabelledLines, Reported>();
  readonly #shapes = new Map<string, number>();
  readonly #sampleLines = new Map<string, SampleLine>();

  constructor(registry: AnyRegistry) {
    this.#registry = registry;
  }

  /** What grew; each part once, in this order. */
  *parts(): Iterable<LedgerPart> {
    let part = new PartWriter();
    for (const [metric, lines] of this.#lines()) {
      if (!lines.isExposed()) continue;
      const reported = this.#reported.get(lines) ?? this.#announce(part, metric, lines);
      const version = lines.version();
      if (version === reported.version) continue;
      part.add(lines, reported);
      reported.version = version;
      if (part.lines < PART_LINES) continue;
      yield part.finish();
      part = new PartWriter();
    }
    if (part.lines > 0) yield part.finish();
  }

  *#lines(): Iterable<readonly [Sampling | SelfWriting, LabelledLines]> {
    for (const metric of this.#registry.getMetricsAsArray()) {
      if (!isLedgers(metric)) continue;
      if (writesItself(metric)) for (const lines of metric.series()) yield [metric, lines];
      else for (const sample of metric.samples()) yield [metric, this.#sampleLine(metric, sample)];
    }
  }

  #sampleLine({ name }: Sampling, sample: Sample): SampleLine {
    const key = JSON.stringify([name, sample.metricName, sample.labels]);
    const line = this.#sampleLines.get(key) ?? new SampleLine(sample);
    line.value = sample.value;
    this.#sampleLines.set(key, line);
    return line;
  }

  #announce(part: PartWriter, { name, help, type }: Sampling | SelfWriting, lines: LabelledLines): Reported {
    const labels = { ...defaultLabelsOf(this.#registry), ...lines.labels };
    const shape = { name, help, type, names: lines.names, labelNames: Object.keys(labels) };
    const key = JSON.stringify(shape);
    const known = this.#shapes.get(key) ?? this.#shapes.size;
    if (known === this.#shapes.size) part.shapes.push(shape);
    this.#shapes.set(key, known);
    part.series.push([known, ...Object.values(labels)]);
    const values = new Float64Array(lines.size);
    const reported = { id: this.#reported.size, version: NaN, values, exemplars: [] };
    this.#reported.set(lines, reported);
    return reported;
  }
}

class PartWriter {
  lines = 0;
  readonly shapes: Shape[] = [];
  readonly series: [number, ...(string | number)[]][] = [];
  readonly #growth = new NumberWriter();
  readonly #exemplars: [number, number, Exemplar][] = [];

  add(lines: LabelledLines, { id, values: before, exemplars: shown }: Reported): void {
    const values = lines.values();
    this.#growth.add(id);
    for (let line = 0; line < lines.size; line++) {
      const value = values[line] as number;
      const grown = value - (before[line] as number);
      // Less than before is a new start: all of it was counted since.
      this.#growth.add(grown < 0 ? value : grown);
      before[line] = value;
    }
    this.lines += lines.size;
    for (const [line, exemplar] of (lines.exemplars?.() ?? []).entries()) {
      if (exemplar === undefined || exemplar === shown[line]) continue;
      if (this.#exemplars.length >= PART_EXEMPLARS) break;
      this.#exemplars.push([id, line, exemplar]);
      shown[line] = exemplar;
    }
  }

  finish(): LedgerPart {
    return {
      shapes: this.shapes,
      series: this.series,
      growth: this.#growth.text(),
      exemplars: this.#exemplars,
    };
  }
}
