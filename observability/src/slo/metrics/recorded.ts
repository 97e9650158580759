import { promSeconds } from '../duration';

/** What a recording rule made of its metric, by the name that it has by convention: `level:metric:operations`. */
export interface RecordedName {
  /** `rate`: per second; `increase`: in the window; `value`: a ratio, a quantile, a mean. Undefined where the name is silent. */
  readonly operation?: 'rate' | 'increase' | 'value';
  /** The range that it was recorded with, in seconds. */
  readonly seconds?: number;
}

const operations = /(?:^|_)(i?rate|increase|delta)(?:_?(\d\w*))?$/;
const values = /(^|_)(ratio|avg|mean|max|min|quantile|p\d{2,3}|percentile|stddev)/;

/** Reads the name of a recorded series; undefined for a name without a colon, which no rule has recorded. */
export function recordedName(metric: string): RecordedName | undefined {
  if (!metric.includes(':')) return undefined;
  const last = metric.slice(metric.lastIndexOf(':') + 1);
  if (values.test(last)) return { operation: 'value' };
  const [, operation, range] = operations.exec(last) ?? [];
  if (operation === undefined) return {};
  const seconds = range === undefined ? undefined : promSeconds(range);
  return {
    operation: operation.endsWith('rate') ? 'rate' : 'increase',
    ...(seconds !== undefined && { seconds }),
  };
}
