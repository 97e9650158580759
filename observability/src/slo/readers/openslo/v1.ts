import {
  anything,
  boolean,
  decimal,
  listOf,
  mapOf,
  object,
  oneOf,
  optional,
  required,
  text,
  textOrList,
  textUpTo,
  type ReadBy,
} from '../yaml/schema';
import { nameText } from '../common/name';
import { clusterFields, clusterStatus } from '../kubernetes';
import { textOf, type Node } from '../yaml/node';
import { isPrometheus, ofPrometheus } from './vendor';

/** The field tables of OpenSLO v1 (https://github.com/OpenSLO/OpenSLO, go-sdk's validation where the text is silent). */
export const apiVersion = 'openslo/v1';

export const metadata = object('metadata', {
  name: required(nameText, 'the unique name: lower-case letters, digits and "-", at most 63'),
  displayName: optional(textUpTo(63), 'a name for people, at most 63 characters'),
  labels: optional(mapOf(textOrList), 'labels; of an SLO they become labels of its rules and alerts'),
  annotations: optional(mapOf(text), 'annotations; see the keys below'),
  namespace: { ...optional(text, 'not read'), unlisted: true },
  ...clusterFields,
});

/** Kind and version are checked before a table is chosen; here they are only known. */
export const header = {
  apiVersion: required(text, 'openslo/v1'),
  kind: required(text, 'the kind of the object'),
  metadata: required(metadata, 'name, labels and annotations'),
  status: clusterStatus,
};
/** An inline object may leave its version and kind out; v2alpha uses the same tables. */
const inlineHeader = (kind: string) => ({
  apiVersion: optional(oneOf([apiVersion, 'openslo.com/v2alpha', 'openslo/v2alpha']), apiVersion),
  kind: optional(oneOf([kind]), kind),
  metadata: optional(metadata, 'name, labels and annotations'),
});

const description = optional(textUpTo(1050), 'at most 1050 characters');

export const dataSourceSpec = object('spec of a DataSource', {
  description,
  type: required(text, '"Prometheus"; other types cannot be compiled'),
  connectionDetails: optional(anything, 'anything; not read: Prometheus evaluates the rules itself'),
});

const metricSource = ofPrometheus(
  object('metricSource', {
    metricSourceRef: optional(text, 'the name of a DataSource'),
    type: optional(text, '"Prometheus"'),
    spec: required(
      object('spec of a metricSource', {
        query: required(text, 'the PromQL query; see "Queries and windows"'),
      }),
      'the query',
    ),
  }),
  (node: Node) => isPrometheus(textOf(node, 'type') ?? (textOf(node, 'metricSourceRef') && '')),
);

export const metricSpec = object('a metric', {
  metricSource: required(metricSource, 'where the metric comes from'),
});

export const ratioMetric = object('ratioMetric', {
  counter: optional(boolean, 'true: the metrics are counters; false: they are gauges (default false)'),
  good: optional(metricSpec, 'the good events; this or `bad`, with `total`'),
  bad: optional(metricSpec, 'the bad events; this or `good`, with `total`'),
  total: optional(metricSpec, 'all events; this or `raw`'),
  raw: optional(metricSpec, 'a ratio that is already computed'),
  rawType: optional(oneOf(['success', 'failure']), 'what `raw` is the ratio of; required with `raw`'),
});

export const sliSpec = object('spec of an SLI', {
  description,
  ratioMetric: optional(ratioMetric, 'good or bad events out of all; this or `thresholdMetric`'),
  thresholdMetric: optional(
    metricSpec,
    'a value compared with `op` and `value` of the objective; a histogram makes it a latency SLO',
  ),
});

export const inlineSli = object('indicator', {
  ...inlineHeader('SLI'),
  spec: required(sliSpec, 'the indicator itself'),
});

export const timeWindow = object('timeWindow', {
  duration: required(text, 'a duration such as 30d, 4w, 1M (calendar), 1Q or 1Y'),
  isRolling: optional(
    boolean,
    'true: the last `duration`; false: with `calendar` (default: true without `calendar`)',
  ),
  calendar: optional(
    object('calendar', {
      startTime: required(text, 'a date and time, such as 2024-01-01 00:00:00'),
      timeZone: required(text, 'a name of the IANA Time Zone Database, such as Europe/Berlin'),
    }),
    'a window that starts with the calendar',
  ),
});

export const objective = object('an objective', {
  displayName: optional(
    text,
    'a name for people; with several objectives it becomes part of the name of the SLO',
  ),
  op: optional(oneOf(['lte', 'gte', 'lt', 'gt']), 'how a threshold metric is compared with `value`'),
  value: optional(decimal, 'the value that a threshold metric is compared with'),
  target: optional(decimal, 'the objective as a fraction, such as 0.999; this or `targetPercent`'),
  targetPercent: optional(decimal, 'the objective in per cent, such as 99.9; this or `target`'),
  timeSliceTarget: optional(decimal, 'the ratio from which a slice is good; required with Timeslices'),
  timeSliceWindow: optional(text, 'the length of a slice; required with Timeslices and RatioTimeslices'),
  indicator: optional(anything, 'composite SLOs only: rejected'),
  indicatorRef: optional(text, 'composite SLOs only: rejected'),
  compositeWeight: optional(decimal, 'composite SLOs only: rejected'),
});

export const alertConditionSpec = object('spec of an AlertCondition', {
  description,
  severity: required(text, '`page` or `ticket`; `critical` and `warning` mean the same'),
  condition: required(
    object('condition', {
      kind: optional(oneOf(['burnrate']), '`burnrate`'),
      op: optional(oneOf(['lte', 'gte', 'lt', 'gt']), '`gt` or `gte`'),
      threshold: required(decimal, 'the burn rate from which the alert fires'),
      lookbackWindow: required(text, 'the long window, such as 1h; the short one is a twelfth of it'),
      alertAfter: optional(text, 'how long the condition must hold, such as 5m (default 0m)'),
    }),
    'the burn rate and its window',
  ),
});

export const alertNotificationTargetSpec = object('spec of an AlertNotificationTarget', {
  description,
  target: required(text, 'what kind of target, such as slack, email or pagerduty'),
});

const conditionItem = object('a condition', {
  ...inlineHeader('AlertCondition'),
  conditionRef: optional(text, 'the name of an AlertCondition; this or `spec`'),
  operator: optional(text, 'passed over: a policy has one condition'),
  spec: optional(alertConditionSpec, 'the condition inline; this or `conditionRef`'),
});

const targetItem = object('a notification target', {
  ...inlineHeader('AlertNotificationTarget'),
  targetRef: optional(text, 'the name of an AlertNotificationTarget; this or `spec`'),
  spec: optional(alertNotificationTargetSpec, 'the target inline; this or `targetRef`'),
});

export const alertPolicySpec = object('spec of an AlertPolicy', {
  description,
  alertWhenNoData: optional(boolean, 'whether the no-data alert is written'),
  alertWhenResolved: optional(
    boolean,
    'whether to be told of the end; Alertmanager decides that (`send_resolved`)',
  ),
  alertWhenBreaching: optional(boolean, 'whether the burn-rate alert is written'),
  conditions: required(listOf(conditionItem), 'exactly one condition'),
  notificationTargets: required(listOf(targetItem), 'at least one target'),
});

const policyObject = object('an alert policy', {
  ...inlineHeader('AlertPolicy'),
  alertPolicyRef: optional(text, 'the name of an AlertPolicy; this or `spec`'),
  spec: optional(alertPolicySpec, 'the policy inline; this or `alertPolicyRef`'),
});

/** A name alone is a reference: OpenSLO's JSON schema and its tests write it so. */
const policyItem: typeof policyObject = {
  ...policyObject,
  name: 'an object, or the name of an AlertPolicy',
  read(node, field, report) {
    if (node.kind !== 'scalar') return policyObject.read(node, field, report);
    const name = text.read(node, field, report);
    return name && { at: node.at, alertPolicyRef: name };
  },
};

export const sloSpec = object('spec of an SLO', {
  description,
  service: required(nameText, 'the name of the service'),
  indicator: optional(inlineSli, 'the SLI inline; this or `indicatorRef`'),
  indicatorRef: optional(text, 'the name of an SLI; this or `indicator`'),
  timeWindow: optional(listOf(timeWindow), 'exactly one window (default: the last 30 days)'),
  budgetingMethod: required(
    oneOf(['Occurrences', 'Timeslices', 'RatioTimeslices']),
    'how the budget is counted: by events, by good slices of time, or by the mean of the slices',
  ),
  objectives: required(listOf(objective), 'one or more objectives; each becomes an SLO'),
  alertPolicies: optional(listOf(policyItem), 'alert policies (default: the four burn-rate pairs)'),
});

const serviceSpec = object('spec of a Service', { description });

/** The kinds of the dialect, each with its table. */
export const kinds = {
  SLO: object('an SLO', { ...header, spec: required(sloSpec, 'the SLO itself') }),
  SLI: object('an SLI', { ...header, spec: required(sliSpec, 'the indicator itself') }),
  Service: object('a Service', { ...header, spec: optional(serviceSpec, 'a description') }),
  DataSource: object('a DataSource', { ...header, spec: required(dataSourceSpec, 'the source itself') }),
  AlertPolicy: object('an AlertPolicy', { ...header, spec: required(alertPolicySpec, 'the policy itself') }),
  AlertCondition: object('an AlertCondition', {
    ...header,
    spec: required(alertConditionSpec, 'the condition itself'),
  }),
  AlertNotificationTarget: object('an AlertNotificationTarget', {
    ...header,
    spec: required(alertNotificationTargetSpec, 'the target itself'),
  }),
} as const;

export type Kind = keyof typeof kinds;
export type Metadata = ReadBy<typeof metadata>;
export type SloObject = ReadBy<(typeof kinds)['SLO']>;
export type SloSpec = ReadBy<typeof sloSpec>;
export type SliSpec = ReadBy<typeof sliSpec>;
export type Objective = ReadBy<typeof objective>;
export type MetricSpec = ReadBy<typeof metricSpec>;
export type AlertPolicySpec = ReadBy<typeof alertPolicySpec>;
