import type { CompiledSlo } from '../compile';
import { decimal, plain } from '../decimal';
import { promDuration } from '../duration';
import { errorBudget, type Slo } from '../model';
import type { CompileOptions } from '../options';
import { labelText, quote } from '../promql';
import { minimumErrors } from '../rules/alerts/enough-errors';
import { identityLabels, recorded } from '../rules/identity';
import type { AlertingRule } from '../rules/rule';
import type { PromtoolCheck, PromtoolTest } from './promtool';
import type { RawTraffic } from './traffic/series';
import { seriesValues, type Stretch } from './traffic/values';

/** What a test case is made from. */
export interface TestContext {
  readonly compiled: CompiledSlo;
  readonly options: CompileOptions;
  readonly traffic: RawTraffic;
  /** The file's evaluation interval: checks lie on multiples of it. */
  readonly evaluationSeconds: number;
}

/** A test whose first group sees the stretches; every other group has the same traffic without errors. */
export function testCase(
  context: TestContext,
  name: string,
  stretches: readonly Stretch[],
  checks: readonly PromtoolCheck[],
): PromtoolTest {
  const { scrapeSeconds } = context.options;
  const clean = stretches.map((stretch) => ({ ...stretch, errors: 0 }));
  return {
    name: `${context.compiled.slo.name}: ${name}`,
    interval: promDuration(scrapeSeconds),
    input_series: context.traffic.series.map(({ name: series, share, group }) => ({
      series,
      values: seriesValues(
        share,
        group === 0 ? stretches : clean,
        scrapeSeconds,
        usualRate(context.compiled.slo),
      ),
    })),
    promql_expr_test: checks,
  };
}

/** Events per second that make even the slowest burn count enough errors within minutes. */
export const usualRate = (slo: Slo): number =>
  Math.max(100, Math.ceil((minimumErrors(slo) * 0.01) / Number(errorBudget(slo))));

/** A time as promtool takes it. */
const evalTime = (seconds: number) => (seconds === 0 ? '0s' : promDuration(seconds));

/** The last evaluation not after, and the first not before, a time in seconds. */
export const evaluationBefore = ({ evaluationSeconds }: TestContext, seconds: number): number =>
  Math.max(0, Math.floor(seconds / evaluationSeconds) * evaluationSeconds);
export const evaluationAfter = ({ evaluationSeconds }: TestContext, seconds: number): number =>
  Math.ceil(seconds / evaluationSeconds) * evaluationSeconds;

/** Alerts of an SLO as a whole: they do not have the labels of its groups. */
const ofWholeSlo = ['SLONoData', 'SLONotRecorded'];

/** Checks that exactly the given alerts of one name fire, by all of their labels. */
export function fires(
  context: TestContext,
  alert: string,
  rules: readonly AlertingRule[],
  at: number,
  narrow: Readonly<Record<string, string>> = {},
): PromtoolCheck {
  const { compiled, options, traffic } = context;
  const matchers = {
    alertname: alert,
    alertstate: 'firing',
    ...identityLabels(compiled.slo, options),
    ...narrow,
  };
  const group = ofWholeSlo.includes(alert) ? {} : traffic.groups[0];
  return {
    expr: showSeries('ALERTS', matchers),
    eval_time: evalTime(at),
    exp_samples: rules.map((rule) => ({
      labels: showSeries('ALERTS', { alertname: alert, alertstate: 'firing', ...group, ...rule.labels }),
      value: 1,
    })),
  };
}

/** Checks a recorded series, exactly and with all of its labels; one value for each group. */
export function holds(
  context: TestContext,
  record: string,
  at: number,
  values: readonly number[],
  labels: Readonly<Record<string, string>> = {},
): PromtoolCheck {
  const { compiled, options, traffic } = context;
  return {
    expr: recorded(record, compiled.slo, options),
    eval_time: evalTime(at),
    exp_samples: values.map((value, group) => ({
      labels: showSeries(record, {
        ...traffic.groups[group],
        ...identityLabels(compiled.slo, options),
        ...labels,
      }),
      value,
    })),
  };
}

/** Selects the first group's series of a record, over a range in seconds if one is given. */
export function firstGroup(
  { compiled, options, traffic }: TestContext,
  record: string,
  rangeSeconds?: number,
): string {
  const matchers = { ...identityLabels(compiled.slo, options), ...traffic.groups[0] };
  return `${showSeries(record, matchers)}${rangeSeconds === undefined ? '' : `[${promDuration(rangeSeconds)}]`}`;
}

/** Checks that an expression with one result is within a distance of a value. NaN is not. */
export function near(expr: string, at: number, value: number, distance: number): PromtoolCheck {
  return {
    expr: `abs(sum(${expr}) - ${round(value)}) < bool ${round(distance)}`,
    eval_time: evalTime(at),
    exp_samples: [{ labels: '{}', value: 1 }],
  };
}

const round = (value: number) => plain(decimal(value.toPrecision(6)));

const showSeries = (name: string, labels: Readonly<Record<string, string>>): string =>
  `${name}{${Object.entries(labels)
    .map(([label, value]) => `${labelText(label)}=${quote(value)}`)
    .join(', ')}}`;
