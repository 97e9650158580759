import { promDuration } from '../duration';
import { problem, showPlace, type Place, type Problem } from '../errors';
import type { SpecifiedSlo } from '../readers';

/** Alert conditions that would become two alerts with the same labels, of which Prometheus takes only one. */
export const conditions = (slos: readonly SpecifiedSlo[]): Problem[] =>
  slos.flatMap(({ slo: { alerting }, places }) => {
    const seen = new Map<string, Place>();
    return (alerting.pairs ?? []).flatMap(({ severity, longSeconds, labels, position }) => {
      const key = JSON.stringify([severity, longSeconds, labels]);
      const at = position ?? places.name;
      const first = seen.get(key);
      seen.set(key, first ?? at);
      const values = { severity, window: promDuration(longSeconds) };
      return first ? [problem('duplicate-condition', at, { ...values, first: showPlace(first) })] : [];
    });
  });
