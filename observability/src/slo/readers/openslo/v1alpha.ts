import { textOf } from '../yaml/node';
import {
  anything,
  boolean,
  decimal,
  listOf,
  object,
  oneOf,
  optional,
  required,
  text,
  type At,
  type ReadBy,
} from '../yaml/schema';
import { nameText } from '../common/name';
import type { ShorthandUnit } from '../shorthand';
import * as v1 from './v1';
import { isPrometheus, ofPrometheus } from './vendor';

/**
 * The field tables of OpenSLO v1alpha, where they differ from v1: `timeWindows` of a unit and a count, `ratioMetrics` in each
 * objective, metrics with `source` and `queryType`. Sloth reads this version.
 */
export const apiVersion = 'openslo/v1alpha';

const metric = ofPrometheus(
  object('a metric', {
    source: optional(text, '"prometheus"'),
    queryType: optional(text, '"promql"; not read'),
    query: required(text, 'the PromQL query'),
    metadata: optional(anything, 'not read'),
  }),
  (node) => isPrometheus(textOf(node, 'source')),
);

const counterDoc = v1.ratioMetric.fields.counter.doc;

const ratioMetrics = object('ratioMetrics', {
  counter: optional(boolean, counterDoc),
  incremental: optional(boolean, 'the same as `counter`'),
  good: optional(metric, v1.ratioMetric.fields.good.doc),
  bad: optional(metric, v1.ratioMetric.fields.bad.doc),
  total: required(metric, 'all events'),
});

const units = {
  Minute: 'm',
  Hour: 'h',
  Day: 'd',
  Week: 'w',
  Month: 'M',
  Quarter: 'Q',
  Year: 'Y',
} as const satisfies Record<string, ShorthandUnit>;

const timeWindow = object('timeWindows', {
  unit: required(
    oneOf(['Day', 'Minute', 'Hour', 'Week', 'Month', 'Quarter', 'Year']),
    'the unit of the window',
  ),
  count: required(decimal, 'how many units it has'),
  isRolling: v1.timeWindow.fields.isRolling,
  calendar: v1.timeWindow.fields.calendar,
});

const { displayName, op, value, target, timeSliceTarget, timeSliceWindow } = v1.objective.fields;

const objective = object('an objective', {
  displayName,
  op,
  value,
  target,
  timeSliceTarget,
  timeSliceWindow,
  ratioMetrics: optional(ratioMetrics, 'good events out of all; this or `indicator` of the SLO'),
});

const sloSpec = object('spec of an SLO', {
  description: v1.sloSpec.fields.description,
  service: required(nameText, 'the name of the service'),
  indicator: optional(
    object('indicator', { thresholdMetric: required(metric, 'a value compared with each objective') }),
    'for all objectives; this or `ratioMetrics` in each',
  ),
  timeWindows: optional(listOf(timeWindow), 'exactly one window (default: the last 30 days)'),
  budgetingMethod: optional(
    v1.sloSpec.fields.budgetingMethod.type,
    'how the budget is counted (`Occurrences`)',
  ),
  objectives: required(listOf(objective), 'one or more objectives; each becomes an SLO'),
});

export const kinds = {
  SLO: object('an SLO', { ...v1.header, spec: required(sloSpec, 'the SLO itself') }),
  Service: v1.kinds.Service,
} as const;

/** An SLO in the form of v1, and the SLI of each of its objectives. */
export interface SloAsV1 {
  readonly slo: v1.SloObject;
  readonly slis: readonly v1.SliSpec[];
}

/** The same SLO in the form of v1. */
export function sloAsV1(object: ReadBy<(typeof kinds)['SLO']>): SloAsV1 {
  const { indicator, timeWindows, budgetingMethod, objectives, ...same } = object.spec;
  return {
    slo: {
      ...object,
      spec: {
        ...same,
        budgetingMethod: budgetingMethod ?? { value: 'Occurrences', at: same.at },
        ...(timeWindows && { timeWindow: { ...timeWindows, value: timeWindows.value.map(windowAsV1) } }),
        objectives: {
          ...objectives,
          value: objectives.value.map(({ ratioMetrics: _ratio, ...rest }) => rest),
        },
      },
    },
    slis: objectives.value.map(({ at, ratioMetrics: ratio }) => ({
      at,
      ...(indicator && { thresholdMetric: metricAsV1(indicator.thresholdMetric) }),
      ...(ratio && { ratioMetric: ratioAsV1(ratio) }),
    })),
  };
}

const windowAsV1 = ({ unit, count, ...same }: ReadBy<typeof timeWindow>): ReadBy<typeof v1.timeWindow> => {
  const duration: At<string> = { value: `${count.value}${units[unit.value]}`, at: count.at };
  return { ...same, duration };
};

const ratioAsV1 = ({ at, counter, incremental, good, bad, total }: ReadBy<typeof ratioMetrics>) => {
  const counted = counter ?? incremental;
  return {
    at,
    ...(counted && { counter: counted }),
    ...(good && { good: metricAsV1(good) }),
    ...(bad && { bad: metricAsV1(bad) }),
    total: metricAsV1(total),
  };
};

const metricAsV1 = ({ at, source, query, ifPrometheus }: ReadBy<typeof metric>): v1.MetricSpec => ({
  at,
  metricSource: {
    at,
    ...(source && { type: source }),
    ...(ifPrometheus && { ifPrometheus }),
    spec: { at, query },
  },
});
