import type { Slo } from './model';
import { bucketsIn } from './readers/common/shape';

/**
 * The bounds that SLOs read of a histogram, given by its base name: it must have them as buckets. Ascending, each once, in
 * the histogram's unit.
 */
export function latencyBounds(slos: readonly Pick<Slo, 'sli'>[], histogram: string): readonly number[] {
  const bounds = slos
    .flatMap(({ sli }) => (sli.kind === 'events' ? [sli.query, sli.total] : [sli.query]))
    .flatMap(bucketsIn)
    .filter((bucket) => bucket.histogram === histogram)
    .map(({ bound }) => Number(bound))
    .filter((bound) => Number.isFinite(bound));
  return [...new Set(bounds)].sort((a, b) => a - b);
}
