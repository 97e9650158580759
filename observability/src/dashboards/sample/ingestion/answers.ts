import type { Row } from '../../builder/dashboard';
import { heatmapPanel } from '../../builder/heatmap';
import { seriesPanel } from '../../builder/series';
import type { Onward } from '../../service/onward';
import { status } from '../../service/requests';
import { scope } from '../../service/scope';
import { ingestRequests, ingestRoutes } from './queries';

const { rate, buckets } = ingestRequests;

const bytes = (body: 'request' | 'response') =>
  `sum(rate(http_server_${body}_body_size_bytes_sum{${scope}, ${ingestRoutes}}[$__rate_interval]))`;

/** How SDKs are answered. */
export const answers = ({ errors, latency }: Onward): Row => ({
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
      links: errors,
      queries: [{ expr: `${rate(status)} > 0`, legend: `{{${status}}}` }],
      named: { '^2': 'green', '^4': 'yellow', '^5': 'red' },
    }),
    heatmapPanel({
      title: 'Latency heatmap',
      description:
        'How many answers per second took how long. A second band far above is the database that waits.',
      unit: 's',
      cellUnit: 'reqps',
      width: 6,
      links: latency,
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
});
