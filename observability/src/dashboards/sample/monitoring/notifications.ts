import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { gauge, rate } from './queries';

/** From Prometheus to Alertmanager. */
export const notifications: Row = {
  title: 'Notifications: Prometheus to Alertmanager',
  panels: [
    seriesPanel({
      title: 'Alerts handed over',
      description: 'Alerts per second that reached Alertmanager, failed on the way, or were dropped.',
      unit: 'cps',
      width: 8,
      min: 0,
      queries: ['sent', 'errors', 'dropped'].map((end) => ({
        expr: `sum(${rate(`prometheus_notifications_${end}_total`)})`,
        legend: end,
      })),
      named: { '^errors': 'orange', '^dropped': 'red' },
    }),
    seriesPanel({
      title: 'Queue',
      description:
        'Alerts that wait to be handed over, and how many may. When it is full, alerts are dropped.',
      unit: 'none',
      width: 8,
      min: 0,
      queries: [
        { expr: `sum(${gauge('prometheus_notifications_queue_length')})`, legend: 'waiting' },
        { expr: `sum(${gauge('prometheus_notifications_queue_capacity')})`, legend: 'limit' },
      ],
      limits: ['limit'],
    }),
    seriesPanel({
      title: 'Handing over took',
      description: 'p99 of the time to hand alerts to each Alertmanager.',
      unit: 's',
      width: 8,
      min: 0,
      queries: [
        {
          expr: `max by (alertmanager) (${gauge('prometheus_notifications_latency_seconds', 'quantile="0.99"')}) >= 0`,
          legend: '{{alertmanager}}',
        },
      ],
    }),
  ],
};
