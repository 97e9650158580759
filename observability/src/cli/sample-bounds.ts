import { resolve } from 'node:path';
import { latencyBounds, type Slo } from '../slo';
import { knownBuckets, type LintOptions } from '../slo/lints';
import { isBelow, type Environment } from './environment';

/** The histogram whose buckets the sample API chooses by its SLOs. */
const histogram = 'http_server_request_duration_seconds';

/** The module from which the sample API takes the thresholds of its SLOs as further bounds of its histogram. */
export const sampleBoundsModule = (slos: readonly Slo[], firstLine: string): string =>
  [
    `// ${firstLine} from the specifications in observability/slos: change those, not this file.`,
    '/** Seconds: the latency SLOs read these bounds, so the histogram of requests must have them. */',
    `export const latencyBounds: readonly number[] = [${latencyBounds(slos, histogram).join(', ')}];`,
    '',
  ].join('\n');

/**
 * The buckets that specifications are held against: the sample API has those of its own specifications as well, as long as
 * they are near the others, so that a threshold in the wrong unit is still found.
 */
export function bucketsFor(
  slos: readonly Slo[],
  given: LintOptions['buckets'],
  { cwd, sample }: Environment,
): LintOptions['buckets'] {
  const known = (knownBuckets[histogram] ?? []).map(Number);
  const own = slos.filter(({ position }) => isBelow(sample.specs, resolve(cwd, position.file)));
  const added = latencyBounds(own, histogram).filter(
    (bound) => bound >= Math.min(...known) && bound <= Math.max(...known),
  );
  const bounds = [...new Set([...known, ...added])].sort((a, b) => a - b).map(String);
  return { [histogram]: bounds, ...given };
}
