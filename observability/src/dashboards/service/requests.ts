import { scope } from './scope';

/** What the middleware of this package measures. */
export const durationHistogram = 'http_server_request_duration_seconds';

const labels = {
  method: 'http_request_method',
  route: 'http_route',
  status: 'http_response_status_code',
} as const;

export const { method, route, status } = labels;

/** Queries on requests, narrowed by further matchers: all are per second, over what fits the scrapes. */
export function requests(...matchers: readonly string[]) {
  const selector = (suffix: string, ...more: readonly string[]) =>
    `rate(${durationHistogram}_${suffix}{${[scope, ...matchers, ...more].join(', ')}}[$__rate_interval])`;
  const by = (labelNames: readonly string[]) =>
    labelNames.length > 0 ? ` by (${labelNames.join(', ')})` : '';
  const rate = (...labelNames: readonly string[]) => `sum${by(labelNames)} (${selector('count')})`;
  const failed = (...labelNames: readonly string[]) =>
    `sum${by(labelNames)} (${selector('count', `${status}=~"5.."`)})`;
  return {
    rate,
    failed,
    /** The share of server errors; 0 where no route ever failed, absent where there is no traffic. */
    failedShare: (...labelNames: readonly string[]) =>
      `(\n  ${failed(...labelNames)}\n  or\n  0 * ${rate(...labelNames)}\n)\n/\n(${rate(...labelNames)} > 0)`,
    buckets: () => `sum by (le) (${selector('bucket')})`,
    /** A quantile in seconds; `>= 0` drops what has no traffic, which is NaN. */
    quantile: (share: number, ...labelNames: readonly string[]) =>
      `histogram_quantile(${share}, sum by (${[...labelNames, 'le'].join(', ')}) (${selector('bucket')})) >= 0`,
  };
}
