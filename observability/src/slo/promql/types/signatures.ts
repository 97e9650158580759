/** What a PromQL expression gives. */
export type ValueType = 'scalar' | 'vector' | 'range' | 'string';

/** What a function takes and gives; its last argument may be left out, or repeated. */
export interface Signature {
  readonly takes: readonly ValueType[];
  readonly gives: ValueType;
  /** Fewest arguments, where that is not all of them. */
  readonly least?: number;
  /** Whether the last argument may stand any number of times. */
  readonly repeats?: boolean;
  /** Prometheus 2.42 does not have it. */
  readonly newer?: boolean;
}

const all = (names: string, signature: Signature): Record<string, Signature> =>
  Object.fromEntries(names.split(' ').map((name) => [name, signature]));

/**
 * The functions of Prometheus 3.5 that need no feature flag, by name (promql/parser/functions.go). What it calls
 * experimental is not here: a server without the flag does not load it.
 */
export const signatures: Readonly<Record<string, Signature>> = {
  ...all(
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_count histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
    { takes: ['vector'], gives: 'vector' },
  ),
  ...all('histogram_avg histogram_stddev histogram_stdvar', {
    takes: ['vector'],
    gives: 'vector',
    newer: true,
  }),
  ...all(
    'absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time',
    { takes: ['range'], gives: 'vector' },
  ),
  ...all('day_of_month day_of_week day_of_year days_in_month hour minute month year', {
    takes: ['vector'],
    gives: 'vector',
    least: 0,
  }),
  ...all('clamp_max clamp_min', { takes: ['vector', 'scalar'], gives: 'vector' }),
  ...all('pi time', { takes: [], gives: 'scalar' }),
  clamp: { takes: ['vector', 'scalar', 'scalar'], gives: 'vector' },
  histogram_fraction: { takes: ['scalar', 'scalar', 'vector'], gives: 'vector' },
  histogram_quantile: { takes: ['scalar', 'vector'], gives: 'vector' },
  label_join: { takes: ['vector', 'string', 'string', 'string'], gives: 'vector', least: 3, repeats: true },
  label_replace: { takes: ['vector', 'string', 'string', 'string', 'string'], gives: 'vector' },
  predict_linear: { takes: ['range', 'scalar'], gives: 'vector' },
  quantile_over_time: { takes: ['scalar', 'range'], gives: 'vector' },
  round: { takes: ['vector', 'scalar'], gives: 'vector', least: 1 },
  scalar: { takes: ['vector'], gives: 'scalar' },
  vector: { takes: ['scalar'], gives: 'vector' },
};

/** What an aggregation takes before the vector; those with a parameter only. */
export const aggregationParameters: Readonly<Record<string, ValueType>> = {
  bottomk: 'scalar',
  count_values: 'string',
  quantile: 'scalar',
  topk: 'scalar',
};

/** Aggregations of Prometheus 3.5 behind a feature flag. */
export const experimentalAggregations: readonly string[] = ['limitk', 'limit_ratio'];

/** How messages call a type. */
export const typeInWords: Readonly<Record<ValueType, string>> = {
  scalar: 'a scalar',
  vector: 'an instant vector',
  range: 'a range vector',
  string: 'a string',
};
