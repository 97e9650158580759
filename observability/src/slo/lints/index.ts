import { byPlace, nowhere, type Problem } from '../errors';
import type { SpecifiedSlo } from '../readers';
import { conditions } from './conditions';
import { duplicates } from './duplicates';
import { labels } from './labels';
import { latency } from './latency';
import { metrics } from './metrics';
import type { LintOptions } from './options';
import { queries } from './queries';
import { recordedWindows } from './recorded-windows';
import { windows } from './windows';

export { knownBuckets, type LintOptions } from './options';

/** Each looks at SLOs one by one. */
const lints = [conditions, labels, latency, metrics, queries, recordedWindows, windows];

/** What can only be said of SLOs that are read: identities, labels, buckets, windows, thresholds. In order of place. */
export const lintSlos = (slos: readonly SpecifiedSlo[], options: LintOptions): Problem[] =>
  [...slos.flatMap((slo) => lints.flatMap((lint) => lint([slo], options))), ...duplicates(slos)]
    .filter(({ at }) => at !== nowhere)
    .sort(byPlace);
