import {
  boolean,
  decimal,
  listOf,
  object,
  oneOf,
  optional,
  required,
  text,
  type ReadBy,
} from '../yaml/schema';
import { clusterStatus, kubernetesMetadata } from '../kubernetes';

/** The field tables of Pyrra's kind, pyrra.dev/v1alpha1 ServiceLevelObjective. */
export const pyrraVersion = 'pyrra.dev/v1alpha1';
export const pyrraKind = 'ServiceLevelObjective';
/** The label that names the service, as Pyrra's own convention for labels (`pyrra.dev/…` is carried to the rules). */
export const labelPrefix = 'pyrra.dev/';
export const serviceLabel = 'pyrra.dev/service';

const query = (owner: string) =>
  object(owner, { metric: required(text, 'a bare selector, without a range') });
const grouping = optional(listOf(text), 'labels: every combination of their values has its own budget');

export const pyrraSpec = object('a ServiceLevelObjective', {
  apiVersion: required(text, pyrraVersion),
  kind: required(text, pyrraKind),
  metadata: required(kubernetesMetadata, 'the name and labels of the object'),
  spec: required(
    object('spec of a ServiceLevelObjective', {
      description: optional(text, 'what the SLO promises'),
      target: required(decimal, 'the objective in per cent, such as "99.9"'),
      window: required(text, 'the rolling window, such as 4w'),
      indicator: required(
        object('indicator', {
          ratio: optional(
            object('ratio', {
              errors: required(query('errors'), 'the bad events'),
              total: required(query('total'), 'all events'),
              grouping,
            }),
            'errors out of all events',
          ),
          latency: optional(
            object('latency', {
              success: required(query('success'), 'the bucket of the events that are fast enough'),
              total: required(query('total'), 'the count of all events'),
              grouping,
            }),
            'fast events out of all, from a classic histogram',
          ),
          latencyNative: optional(
            object('latencyNative', {
              total: required(query('total'), 'the native histogram'),
              latency: required(text, 'the threshold, such as 250ms'),
              grouping,
            }),
            'fast events out of all, from a native histogram',
          ),
          bool_gauge: optional(
            object('bool_gauge', { metric: required(text, 'a gauge of 0 and 1, such as up'), grouping }),
            'the share of samples that are 1',
          ),
        }),
        'exactly one indicator',
      ),
      alerting: optional(
        object('alerting', {
          disabled: optional(boolean, 'true: no alerts'),
          burnrates: optional(boolean, 'false: no burn-rate alerts'),
          absent: optional(boolean, 'false: no alert on absent data'),
          name: optional(text, 'the name of the alerts; not used: ours are SLOBurn, told apart by labels'),
          absentName: optional(text, 'the name of the absent alert; not used: ours is SLONoData'),
        }),
        'the alerts',
      ),
      partial_response_strategy: optional(oneOf(['abort', 'warn', '']), 'for Thanos Ruler; not carried over'),
      performanceOverAccuracy: optional(
        boolean,
        'not carried over: our long windows are both cheap and exact',
      ),
    }),
    'the SLO itself',
  ),
  status: clusterStatus,
});

export type PyrraSlo = ReadBy<typeof pyrraSpec>;
