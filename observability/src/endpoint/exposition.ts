import { setImmediate as otherWork } from 'node:timers/promises';
import { metricsOf } from '../cluster/metrics-of';
import { startCollecting } from '../http/collecting';
import { defaultLabelsOf } from '../http/default-labels';
import { type SelfWriting, writesItself } from '../http/families/register';
import type { Labels } from '../http/families/family';
import { type Loan, UNENDING } from '../http/families/loan';
import { type ExpositionFormat, headText } from '../http/families/text';
import type { AnyRegistry } from '../http/registry';
import { familyName } from './family-name';
import { Pieces } from './pieces';
import { type Collected, sampleLines } from './sample-lines';

/** Longest time to write without letting other work run, in milliseconds. */
const SLICE_MS = 4;

/**
 * Collects every metric of a registry and writes it in one format, piece by piece: other work runs in between, so
 * that a large registry does not hold up requests. The registry's own `metrics()` is not used: asked for OpenMetrics,
 * prom-client renames its counters for good, and the next text scrape lacks `_total`.
 * A metric whose collection fails is left out and reported, so that one broken gauge does not blind all alerts.
 * The pieces stay as they are. Ending `loan` once they are sent spares the next scrape the copy of what changed since.
 */
export async function* expose(
  registry: AnyRegistry,
  format: ExpositionFormat,
  onError: (metric: string, error: unknown) => void,
  loan: Loan = UNENDING,
  collectWithinMs?: number,
): AsyncGenerator<Buffer, void, undefined> {
  const defaults = defaultLabelsOf(registry);
  const metrics = (await metricsOf(registry)) as readonly Registered[];
  const names = new Set(metrics.map(({ name }) => name));
  const collected = startCollecting(
    metrics.filter((metric) => !writesItself(metric)),
    collectWithinMs,
  );
  const pieces = new Pieces();
  let resumedAt = performance.now();
  // No `yield*`, which awaits each of an array's elements twice.
  for (const metric of metrics) {
    try {
      const { name, type } = familyName(metric, format, names);
      const lines =
        (writesItself(metric) ? keptPages(metric, format, defaults, loan) : undefined) ??
        sampleLines({ ...(await collected(metric)), type }, format, defaults);
      for (const piece of pieces.add(Buffer.from(headText(name, metric.help, type, format)))) yield piece;
      for (const some of lines) {
        for (const piece of pieces.add(some)) yield piece;
        if (performance.now() - resumedAt < SLICE_MS) continue;
        await otherWork();
        resumedAt = performance.now();
      }
    } catch (error) {
      onError(metric.name, error);
    }
  }
  if (format === 'openmetrics') yield* pieces.add(Buffer.from('# EOF\n'));
  yield* pieces.rest();
}

interface Registered {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  get(): Promise<Collected>;
}

/** The lines that a metric keeps as bytes, if it does so with such default labels. */
const keptPages = (metric: SelfWriting, format: ExpositionFormat, defaults: Labels, loan: Loan) =>
  Object.keys(defaults).length === 0
    ? metric.pages(format, loan)
    : metric.labelledPages?.(format, loan, defaults);
