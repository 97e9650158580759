import { decimal } from '../decimal';
import { problem, type Problem } from '../errors';
import { bucketsIn } from '../readers/common/shape';
import type { SpecifiedSlo } from '../readers';
import { knownBuckets, type LintOptions } from './options';

/** Latency thresholds that are not a bound of their histogram: such a series never exists, and every event counts as bad. */
export function latency(slos: readonly SpecifiedSlo[], options: LintOptions): Problem[] {
  const declared = { ...knownBuckets, ...options.buckets };
  return slos.flatMap(({ slo: { sli }, places }) => {
    const sides =
      sli.kind === 'events'
        ? [
            { template: sli.query, at: places.query },
            { template: sli.total, at: places.total ?? places.query },
          ]
        : [{ template: sli.query, at: places.query }];
    return sides.flatMap(({ template, at }) =>
      bucketsIn(template).flatMap(({ histogram, bound }) => {
        const bounds = declared[histogram];
        if (!bounds || bound === undefined || bound === '+Inf' || has(bounds, bound)) return [];
        const values = {
          threshold: bound,
          histogram,
          buckets: bounds.join(', '),
          nearest: nearest(bounds, bound),
        };
        return [problem('latency-bucket', places.bounds?.get(Number(bound)) ?? at, values)];
      }),
    );
  });
}

const isNumber = (text: string) => /^\d+(\.\d+)?$/.test(text);

const has = (bounds: readonly string[], bound: string) =>
  isNumber(bound) && bounds.some((candidate) => decimal(candidate).eq(decimal(bound)));

function nearest(bounds: readonly string[], bound: string): string {
  const wanted = Number(bound);
  const ranked = [...bounds].sort((a, b) => Math.abs(Number(a) - wanted) - Math.abs(Number(b) - wanted));
  return ranked[0] ?? bound;
}
