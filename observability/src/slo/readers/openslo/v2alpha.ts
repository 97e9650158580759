import {
  anything,
  decimal,
  listOf,
  mapOf,
  object,
  optional,
  required,
  text,
  textOrList,
} from '../yaml/schema';
import { nowhere } from '../../errors';
import type { ReadBy } from '../yaml/schema';
import { nameText } from '../common/name';
import { clusterStatus } from '../kubernetes';
import { child, textOf } from '../yaml/node';
import * as v1 from './v1';
import { isPrometheus, ofPrometheus } from './vendor';

/**
 * The field tables of OpenSLO v2alpha, where they differ from v1: `sli`/`sliRef`, metrics without `metricSource`,
 * `dataSourceRef`/`dataSourceSpec`, `serviceRef` (go-sdk). The version moves, so fields that are not known are
 * passed over with a note instead of being errors.
 */
export const apiVersions: readonly string[] = ['openslo.com/v2alpha', 'openslo/v2alpha'];

const header = {
  apiVersion: required(text, 'openslo.com/v2alpha'),
  kind: required(text, 'the kind of the object'),
  metadata: required(v1.metadata, 'name, labels and annotations'),
  status: clusterStatus,
};

const metricSpec = ofPrometheus(
  object('a metric', {
    dataSourceRef: optional(text, 'the name of a DataSource'),
    dataSourceSpec: optional(v1.dataSourceSpec, 'the DataSource inline'),
    spec: required(object('spec of a metric', { query: required(text, 'the PromQL query') }), 'the query'),
  }),
  (node) => {
    const source = child(node, 'dataSourceSpec');
    return isPrometheus((source && textOf(source, 'type')) ?? (textOf(node, 'dataSourceRef') && ''));
  },
);

const v1Ratio = v1.ratioMetric.fields;
const ratioMetric = object('ratioMetric', {
  counter: v1Ratio.counter,
  good: optional(metricSpec, v1Ratio.good.doc),
  bad: optional(metricSpec, v1Ratio.bad.doc),
  total: optional(metricSpec, v1Ratio.total.doc),
  raw: optional(metricSpec, v1Ratio.raw.doc),
  rawType: v1Ratio.rawType,
});

const sliSpec = object('spec of an SLI', {
  description: v1.sliSpec.fields.description,
  ratioMetric: optional(ratioMetric, 'good or bad events out of all; this or `thresholdMetric`'),
  thresholdMetric: optional(metricSpec, 'a value compared with `op` and `value` of the objective'),
});

const objective = object('an objective', {
  displayName: optional(text, 'a name for people'),
  labels: optional(mapOf(textOrList), 'labels; not carried over'),
  op: v1.objective.fields.op,
  value: optional(decimal, v1.objective.fields.value.doc),
  target: v1.objective.fields.target,
  targetPercent: v1.objective.fields.targetPercent,
  timeSliceTarget: v1.objective.fields.timeSliceTarget,
  timeSliceWindow: v1.objective.fields.timeSliceWindow,
  sli: optional(anything, 'composite SLOs only: rejected'),
  sliRef: optional(text, 'composite SLOs only: rejected'),
  compositeWeight: optional(decimal, 'composite SLOs only: rejected'),
});

const sloSpec = object('spec of an SLO', {
  description: v1.sloSpec.fields.description,
  service: optional(nameText, 'the name of the service; this or `serviceRef`'),
  serviceRef: optional(nameText, 'the name of the service; this or `service`'),
  sli: optional(
    object('sli', {
      metadata: optional(v1.metadata, 'name, labels and annotations'),
      spec: required(sliSpec, 'the indicator itself'),
    }),
    'the SLI inline; this or `sliRef`',
  ),
  sliRef: optional(text, 'the name of an SLI; this or `sli`'),
  timeWindow: v1.sloSpec.fields.timeWindow,
  budgetingMethod: v1.sloSpec.fields.budgetingMethod,
  objectives: required(listOf(objective), 'one or more objectives; each becomes an SLO'),
  alertPolicies: v1.sloSpec.fields.alertPolicies,
});

export const kinds = {
  ...v1.kinds,
  SLO: object('an SLO', { ...header, spec: required(sloSpec, 'the SLO itself') }),
  SLI: object('an SLI', { ...header, spec: required(sliSpec, 'the indicator itself') }),
} as const;

type Metric = ReadBy<typeof metricSpec>;
type Ratio = ReadBy<typeof ratioMetric>;

function metricAsV1({ at, dataSourceRef, dataSourceSpec, spec, ifPrometheus }: Metric): v1.MetricSpec {
  return {
    at,
    metricSource: {
      at,
      spec,
      ...(ifPrometheus && { ifPrometheus }),
      ...(dataSourceRef && { metricSourceRef: dataSourceRef }),
      ...(dataSourceSpec && { type: dataSourceSpec.type }),
    },
  };
}

/** The same SLI in the form of v1. */
export function sliAsV1({
  at,
  description,
  ratioMetric,
  thresholdMetric,
}: ReadBy<typeof sliSpec>): v1.SliSpec {
  return {
    at,
    ...(description && { description }),
    ...(thresholdMetric && { thresholdMetric: metricAsV1(thresholdMetric) }),
    ...(ratioMetric && { ratioMetric: ratioAsV1(ratioMetric) }),
  };
}

function ratioAsV1({ good, bad, total, raw, ...rest }: Ratio): ReadBy<typeof v1.ratioMetric> {
  return {
    ...rest,
    ...(good && { good: metricAsV1(good) }),
    ...(bad && { bad: metricAsV1(bad) }),
    ...(total && { total: metricAsV1(total) }),
    ...(raw && { raw: metricAsV1(raw) }),
  };
}

/** The same SLO in the form of v1. */
export function sloAsV1(slo: ReadBy<(typeof kinds)['SLO']>): v1.SloObject {
  const { service, serviceRef, sli, sliRef, objectives, ...rest } = slo.spec;
  return {
    ...slo,
    spec: {
      ...rest,
      service: service ?? serviceRef ?? { value: '', at: nowhere },
      ...(sli && {
        indicator: { at: sli.at, spec: sliAsV1(sli.spec), ...(sli.metadata && { metadata: sli.metadata }) },
      }),
      ...(sliRef && { indicatorRef: sliRef }),
      objectives: {
        at: objectives.at,
        value: objectives.value.map(({ sli: indicator, sliRef: indicatorRef, labels: _labels, ...same }) => ({
          ...same,
          ...(indicator && { indicator }),
          ...(indicatorRef && { indicatorRef }),
        })),
      },
    },
  };
}
