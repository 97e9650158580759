import {
  anything,
  boolean,
  decimal,
  listOf,
  mapOf,
  object,
  optional,
  required,
  text,
  type ReadBy,
} from '../yaml/schema';
import { clusterStatus, kubernetesMetadata } from '../kubernetes';

/** The field tables of Sloth's two forms: prometheus/v1 (snake case) and its Kubernetes kind (camel case). */
export const fileVersion = 'prometheus/v1';
export const kubernetesVersion = 'sloth.slok.dev/v1';
export const kubernetesKind = 'PrometheusServiceLevel';

const labels = (whose: string) => optional(mapOf(text), `labels of ${whose}`);
const annotations = (whose: string) => optional(mapOf(text), `annotations of ${whose}`);

const alert = (owner: string, what: string) =>
  object(owner, {
    disable: optional(boolean, `true: no ${what} alerts`),
    labels: labels(`the ${what} alerts`),
    annotations: annotations(`the ${what} alerts`),
  });

const name = required(text, 'the name of the SLO');
const description = optional(text, 'what the SLO promises');
const objective = required(decimal, 'the objective in per cent, such as 99.9');
const alertName = optional(text, 'the name of the alerts; not used: ours are SLOBurn, told apart by labels');
const pageDoc = 'the page alerts';
const ticketDoc = 'the ticket alerts';
const plugin = optional(
  object('plugin', { id: required(text, 'the plugin'), options: optional(mapOf(text), 'its options') }),
  'an SLI made by a plugin: rejected',
);
const eventsDoc = 'errors out of all events; this or `raw`';
const rawDoc = 'a ratio of errors that is already computed; this or `events`';
const errorDoc = 'the bad events, with {{.window}}';
const totalDoc = 'all events, with {{.window}}';
const ratioDoc = 'the ratio of errors, with {{.window}}';
const sloLabels = labels('the rules and alerts of this SLO');
const slosDoc = 'the SLOs of the service';
const serviceDoc = 'the name of the service';
const alertingDoc = 'the alerts';
const chainDoc = 'plugins that change the rules; not carried over';

const snakeSlo = object('an SLO', {
  name,
  description,
  objective,
  labels: sloLabels,
  sli: required(
    object('sli', {
      events: optional(
        object('events', { error_query: required(text, errorDoc), total_query: required(text, totalDoc) }),
        eventsDoc,
      ),
      raw: optional(object('raw', { error_ratio_query: required(text, ratioDoc) }), rawDoc),
      plugin,
    }),
    'the indicator',
  ),
  alerting: optional(
    object('alerting', {
      name: alertName,
      labels: labels('all alerts of the SLO'),
      annotations: annotations('all alerts of the SLO'),
      page_alert: optional(alert('page_alert', 'page'), pageDoc),
      ticket_alert: optional(alert('ticket_alert', 'ticket'), ticketDoc),
    }),
    alertingDoc,
  ),
  plugins: optional(anything, chainDoc),
  slo_plugins: optional(anything, chainDoc),
});

export const fileSpec = object('a Sloth specification', {
  version: required(text, fileVersion),
  service: required(text, serviceDoc),
  labels: labels('all rules and alerts of the service'),
  slos: required(listOf(snakeSlo), slosDoc),
  slo_plugins: optional(anything, chainDoc),
});

const camelSlo = object('an SLO', {
  name,
  description,
  objective,
  labels: sloLabels,
  sli: required(
    object('sli', {
      events: optional(
        object('events', { errorQuery: required(text, errorDoc), totalQuery: required(text, totalDoc) }),
        eventsDoc,
      ),
      raw: optional(object('raw', { errorRatioQuery: required(text, ratioDoc) }), rawDoc),
      plugin,
    }),
    'the indicator',
  ),
  alerting: optional(
    object('alerting', {
      name: alertName,
      labels: labels('all alerts of the SLO'),
      annotations: annotations('all alerts of the SLO'),
      pageAlert: optional(alert('pageAlert', 'page'), pageDoc),
      ticketAlert: optional(alert('ticketAlert', 'ticket'), ticketDoc),
    }),
    alertingDoc,
  ),
  plugins: optional(anything, chainDoc),
  sloPlugins: optional(anything, chainDoc),
});

export const kubernetesSpec = object('a PrometheusServiceLevel', {
  apiVersion: required(text, kubernetesVersion),
  kind: required(text, kubernetesKind),
  metadata: required(kubernetesMetadata, 'the name and labels of the object'),
  spec: required(
    object('spec of a PrometheusServiceLevel', {
      service: required(text, serviceDoc),
      labels: labels('all rules and alerts of the service'),
      slos: required(listOf(camelSlo), slosDoc),
      sloPlugins: optional(anything, chainDoc),
    }),
    'the service and its SLOs',
  ),
  status: clusterStatus,
});

export type FileSpec = ReadBy<typeof fileSpec>;
export type KubernetesSpec = ReadBy<typeof kubernetesSpec>;
export type SnakeSlo = ReadBy<typeof snakeSlo>;
export type CamelSlo = ReadBy<typeof camelSlo>;
export type Alert = ReadBy<ReturnType<typeof alert>>;
