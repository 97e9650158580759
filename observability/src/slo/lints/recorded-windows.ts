import { promDuration } from '../duration';
import { problem, type Problem } from '../errors';
import { recordedName } from '../metrics/recorded';
import { metricUses } from '../metrics/uses';
import type { SpecifiedSlo } from '../readers';
import { planWindows } from '../windows/plan';
import type { LintOptions } from './options';

/** Recorded rates whose own range is longer than the shortest window of the alerts, which then sees nothing sooner. */
export const recordedWindows = (slos: readonly SpecifiedSlo[], options: LintOptions): Problem[] =>
  slos.flatMap(({ slo, places }) => {
    const shortest = Math.min(...planWindows(slo, options).pairs.map(({ shortSeconds }) => shortSeconds));
    const metrics = new Set(metricUses(slo.sli).map(({ selector }) => selector.metric));
    return [...metrics].flatMap((metric) => {
      const { seconds = 0 } = recordedName(metric) ?? {};
      if (seconds <= shortest) return [];
      const values = { metric, recorded: promDuration(seconds), window: promDuration(shortest) };
      return [problem('recorded-window', places.query, values)];
    });
  });
