import { alertAnnotation, deployAnnotation } from '../builder/annotations';
import { dashboard, type Row } from '../builder/dashboard';
import { heatmapPanel } from '../builder/heatmap';
import { seriesPanel } from '../builder/series';
import { statPanel } from '../builder/stat';
import { noneIsGood, scale, wordFrom } from '../builder/thresholds';
import { requests, route, status } from '../service/requests';
import { scope, scopeVariables } from '../service/scope';
import { uids } from '../uids';

/** What the sample API does with the events of SDKs, from the door to their deletion. */
export const ingestionDashboard = (): string =>
  dashboard({
    uid: uids.ingestion,
    title: 'Ingestion',
    description: 'Events of SDKs: what came in, what was stored, what was lost where and why.',
    over: '1h',
    variables: scopeVariables('gt_ingest_items_total'),
    annotations: [alertAnnotation('slo=~"ingest-.+"', '{{alertname}} {{slo}}'), deployAnnotation(scope)],
    rows: [now, items, losses, answers, retention],
  });

const ingestRoutes = `${route}=~"/api/:projectId/.+"`;
const { rate, failedShare, buckets, quantile } = requests(ingestRoutes);

const itemRate = (matchers: string, ...labels: readonly string[]) =>
  `sum${labels.length > 0 ? ` by (${labels.join(', ')})` : ''} (rate(gt_ingest_items_total{${scope}${matchers}}[$__rate_interval]))`;
const dropped = ', outcome="dropped"';
const discards = (label: string) =>
  `sum by (${label}) (rate(gt_sdk_discarded_events_total{${scope}}[$__rate_interval]))`;

const now: Row = {
  title: 'Now',
  panels: [
    statPanel({
      title: 'Stored',
      description: 'Items per second that are in the database: an answer of 2xx comes after the commit.',
      unit: 'cps',
      width: 4,
      queries: [{ expr: itemRate(', outcome="stored"') }],
      graph: true,
    }),
    statPanel({
      title: 'Dropped',
      description: 'The share of items that were received and not stored. Why is shown below.',
      unit: 'percentunit',
      decimals: 2,
      width: 4,
      queries: [{ expr: `${itemRate(dropped)}\n/\n(${itemRate('')} > 0)` }],
      colours: scale('green', [0.05, 'orange'], [0.5, 'red']),
      graph: true,
    }),
    statPanel({
      title: 'Lost by the store',
      description: 'Items per second dropped for a fault of ours: the database, or a bug.',
      unit: 'cps',
      width: 4,
      queries: [{ expr: itemRate(`${dropped}, reason=~"store_unavailable|internal"`) }],
      colours: noneIsGood,
      graph: true,
    }),
    statPanel({
      title: 'Discarded by SDKs',
      description: 'Events per second that SDKs say they dropped themselves, before sending.',
      unit: 'cps',
      width: 4,
      queries: [{ expr: `sum(rate(gt_sdk_discarded_events_total{${scope}}[$__rate_interval]))` }],
      graph: true,
    }),
    statPanel({
      title: 'Server errors',
      description: 'The share of 5xx among the answers to SDKs.',
      unit: 'percentunit',
      decimals: 2,
      width: 4,
      queries: [{ expr: failedShare() }],
      colours: scale('green', [0.001, 'orange'], [0.01, 'red']),
      graph: true,
    }),
    statPanel({
      title: 'p99',
      description: 'One answer in a hundred takes longer. The objective of ingest-latency is 250 ms.',
      unit: 's',
      width: 4,
      queries: [{ expr: quantile(0.99) }],
      colours: scale('green', [0.25, 'orange'], [1, 'red']),
      graph: true,
    }),
  ],
};

const items: Row = {
  title: 'Items',
  panels: [
    seriesPanel({
      title: 'Items by outcome',
      description: 'What was received, by what became of it.',
      unit: 'cps',
      width: 8,
      min: 0,
      stacked: true,
      queries: [{ expr: itemRate('', 'outcome'), legend: '{{outcome}}' }],
      named: { '^stored': 'green', '^dropped': 'orange' },
    }),
    seriesPanel({
      title: 'Items by reason',
      description: 'How items ended: committed and counted ones are kept, every other reason is a loss.',
      unit: 'cps',
      width: 8,
      min: 0,
      queries: [{ expr: itemRate('', 'outcome', 'reason'), legend: '{{outcome}}: {{reason}}' }],
    }),
    seriesPanel({
      title: 'Items by category',
      description:
        'What kinds of items SDKs send. Those that are not errors are counted and dropped as unsupported.',
      unit: 'cps',
      width: 8,
      min: 0,
      queries: [{ expr: itemRate('', 'category'), legend: '{{category}}' }],
    }),
  ],
};

const losses: Row = {
  title: 'Losses',
  panels: [
    seriesPanel({
      title: 'Dropped errors by reason',
      description:
        'Errors that nobody will see. "store_unavailable" and "internal" are ours; the others are the sender’s.',
      unit: 'cps',
      width: 8,
      min: 0,
      queries: [{ expr: itemRate(`, category=~"error|unknown"${dropped}`, 'reason'), legend: '{{reason}}' }],
    }),
    seriesPanel({
      title: 'Discarded by SDKs, by reason',
      description:
        'From client reports. "network_error" while the API was away, "ratelimit_backoff" after a 429, "sample_rate" on purpose.',
      unit: 'cps',
      width: 8,
      min: 0,
      queries: [{ expr: discards('reason'), legend: '{{reason}}' }],
    }),
    seriesPanel({
      title: 'Discarded by SDKs, by category',
      description: 'From client reports: what kinds of events were lost before they were sent.',
      unit: 'cps',
      width: 8,
      min: 0,
      queries: [{ expr: discards('category'), legend: '{{category}}' }],
    }),
  ],
};

const bytes = (body: 'request' | 'response') =>
  `sum(rate(http_server_${body}_body_size_bytes_sum{${scope}, ${ingestRoutes}}[$__rate_interval]))`;

const answers: Row = {
  title: 'Answers to SDKs',
  panels: [
    seriesPanel({
      title: 'Answers by status',
      description: 'Per second. 429: a project sends too much. 403: a key that is unknown or switched off.',
      unit: 'reqps',
      width: 6,
      height: 9,
      min: 0,
      stacked: true,
      queries: [{ expr: `${rate(status)} > 0`, legend: `{{${status}}}` }],
      named: { '^2': 'green', '^4': 'yellow', '^5': 'red' },
    }),
    heatmapPanel({
      title: 'Latency heatmap',
      description: 'How many answers took how long. A second band far above is the database that waits.',
      unit: 's',
      width: 6,
      queries: [{ expr: buckets(), legend: '{{le}}' }],
    }),
    seriesPanel({
      title: 'Bytes',
      description:
        'Bodies of requests and answers, as they were sent: compressed where they were compressed.',
      unit: 'Bps',
      width: 6,
      height: 9,
      min: 0,
      queries: [
        { expr: bytes('request'), legend: 'received' },
        { expr: bytes('response'), legend: 'sent' },
      ],
    }),
    seriesPanel({
      title: 'Waiting for an answer',
      description:
        'POST requests under way: the only queue there is, because an event is answered when it is committed.',
      unit: 'none',
      width: 6,
      height: 9,
      min: 0,
      queries: [
        {
          expr: `sum by (instance) (http_server_active_requests{${scope}, http_request_method="POST"})`,
          legend: '{{instance}}',
        },
      ],
    }),
  ],
};

const day = 86_400;

const retention: Row = {
  title: 'Retention',
  panels: [
    statPanel({
      title: 'Last success',
      description: 'How long ago retention last did all its work. Older than two days: old events pile up.',
      unit: 's',
      decimals: 0,
      width: 6,
      height: 6,
      queries: [{ expr: `time() - min(gt_retention_last_success_timestamp_seconds{${scope}})` }],
      colours: scale('green', [2 * day, 'red']),
      mappings: [wordFrom(10_000 * day, 'never yet', 'orange')],
    }),
    statPanel({
      title: 'Last run took',
      description: 'The slowest instance.',
      unit: 's',
      width: 6,
      height: 6,
      queries: [{ expr: `max(gt_retention_last_duration_seconds{${scope}})` }],
    }),
    seriesPanel({
      title: 'Runs',
      description: 'Runs of retention, by result.',
      unit: 'none',
      width: 6,
      height: 6,
      min: 0,
      queries: [
        {
          expr: `sum by (result) (increase(gt_retention_runs_total{${scope}}[$__rate_interval]))`,
          legend: '{{result}}',
        },
      ],
      named: { '^failure': 'red', '^success': 'green' },
    }),
    seriesPanel({
      title: 'Deleted',
      description: 'Rows that retention deleted, by kind.',
      unit: 'none',
      width: 6,
      height: 6,
      min: 0,
      queries: [
        {
          expr: `sum by (kind) (increase(gt_retention_deleted_total{${scope}}[$__rate_interval]))`,
          legend: '{{kind}}',
        },
      ],
    }),
  ],
};
