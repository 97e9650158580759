import type { RuleGroup } from '@express-slo-stack/observability/slo';
import type { Series } from '../prometheus/block/block';
import { curve } from '../prometheus/block/curve';

const scrape = 15;
const evaluation = 30;
const thirtyDays = 2_592_000;

/** The time of the last sample, in seconds since 1970: always the same, so that every run counts the same. */
export const end = Date.UTC(2026, 0, 31) / 1_000;

/** Thirty days at even steps, of which the value is the sample's number times a factor. */
const thirtyDaysOf = (step: number, factor: number) =>
  curve(
    (end - thirtyDays) * 1_000,
    step * 1_000,
    Float64Array.from({ length: thirtyDays / step + 1 }, (_, index) => index * factor),
  );

/**
 * Thirty days of raw counters, of which a tenth count errors, and of every series that the rules record. The values do not
 * matter for what is counted here, but counters rise, as they do.
 */
export function dataFor(rawSeries: number, groups: readonly RuleGroup[]): Series[] {
  const [successes, failures, constant] = [
    thirtyDaysOf(scrape, 7),
    thirtyDaysOf(scrape, 1),
    thirtyDaysOf(evaluation, 0),
  ];
  const raw = Array.from({ length: rawSeries }, (_, index) => {
    const [code, curve] = index % 10 === 0 ? ['500', failures] : ['200', successes];
    return { labels: { __name__: 'requests_total', code, instance: String(index) }, curve };
  });
  const recorded = groups
    .flatMap(({ rules }) => rules)
    .flatMap((rule) =>
      'record' in rule ? { labels: { __name__: rule.record, ...rule.labels }, curve: constant } : [],
    );
  return [...raw, ...recorded];
}
