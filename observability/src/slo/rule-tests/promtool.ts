/** A promtool unit-test file (`promtool test rules`); durations as Prometheus writes them. */
export interface PromtoolFile {
  readonly rule_files: readonly string[];
  readonly evaluation_interval: string;
  /** Left to itself, promtool evaluates groups in another order each time. */
  readonly group_eval_order: readonly string[];
  readonly tests: readonly PromtoolTest[];
}

export interface PromtoolTest {
  readonly name: string;
  /** The scrape interval of the input series. */
  readonly interval: string;
  readonly input_series: readonly { readonly series: string; readonly values: string }[];
  readonly promql_expr_test: readonly PromtoolCheck[];
}

export interface PromtoolCheck {
  readonly expr: string;
  readonly eval_time: string;
  readonly exp_samples: readonly { readonly labels: string; readonly value: number }[];
}
