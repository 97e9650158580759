import { decimal, plain } from '../decimal';
import { promDuration } from '../duration';
import { labelText, quote } from '../promql';
import { identityLabels, recorded } from '../rules/identity';
import type { AlertingRule } from '../rules/rule';
import type { Labels, TestContext } from './context';
import type { PromtoolCheck } from './promtool';

/** A time as promtool takes it. */
const evalTime = (seconds: number) => (seconds === 0 ? '0s' : promDuration(seconds));

/** Alerts of an SLO as a whole: they do not have the labels of its groups. */
const ofWholeSlo = ['SLONoData', 'SLONotRecorded'];

/** Checks that an alert is in a state, for the first group only, by all of its labels. */
export function active(
  { groups }: Pick<TestContext, 'groups'>,
  rule: AlertingRule,
  at: number,
  state: 'pending' | 'firing' = 'firing',
): PromtoolCheck {
  const group = ofWholeSlo.includes(rule.alert) ? {} : groups[0];
  const labels = { alertname: rule.alert, alertstate: state, ...group, ...rule.labels };
  return { ...silent(rule, at), exp_samples: [{ labels: showSeries('ALERTS', labels), value: 1 }] };
}

/** Checks that an alert is neither pending nor firing. */
export const silent = (rule: AlertingRule, at: number): PromtoolCheck => ({
  expr: showSeries('ALERTS', { alertname: rule.alert, ...rule.labels }),
  eval_time: evalTime(at),
  exp_samples: [],
});

/** Checks a recorded series, exactly and with all of its labels. By default one value for each group of the tests. */
export function holds(
  { compiled, options, groups }: TestContext,
  record: string,
  at: number,
  values: readonly number[],
  labels: Labels = identityLabels(compiled.slo, options),
  parts: readonly Labels[] = groups,
): PromtoolCheck {
  return {
    expr: recorded(record, compiled.slo, options),
    eval_time: evalTime(at),
    exp_samples: values.map((value, index) => ({
      labels: showSeries(record, { ...parts[index], ...labels }),
      value,
    })),
  };
}

/** Selects one group's series of a record. */
export const ofGroup = ({ compiled, options, groups }: TestContext, record: string, group = 0): string =>
  showSeries(record, { ...identityLabels(compiled.slo, options), ...groups[group] });

/** Checks that an expression with one result is within a distance of a value. NaN is not. */
export function near(expr: string, at: number, value: number, distance: number): PromtoolCheck {
  return {
    expr: `abs(sum(${expr}) - ${round(value)}) < bool ${round(distance)}`,
    eval_time: evalTime(at),
    exp_samples: [{ labels: '{}', value: 1 }],
  };
}

const round = (value: number) => plain(decimal(value.toPrecision(6)));

/** Writes a series: `up{job="gt-api"}`. */
export const showSeries = (name: string, labels: Labels): string =>
  `${name}{${Object.entries(labels)
    .map(([label, value]) => `${labelText(label)}=${quote(value)}`)
    .join(', ')}}`;
