import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { gauge, increase, rate } from './queries';

/** From Alertmanager to people. */
export const alertmanager: Row = {
  title: 'Notifications: Alertmanager to people',
  panels: [
    seriesPanel({
      title: 'Alerts',
      description: 'What Alertmanager holds: active ones, and those muted by another alert or a silence.',
      unit: 'none',
      width: 6,
      min: 0,
      stacked: true,
      queries: [{ expr: `sum by (state) (${gauge('alertmanager_alerts')})`, legend: '{{state}}' }],
    }),
    seriesPanel({
      title: 'Notifications',
      description: 'Sent, by the kind of receiver: the five that are used most.',
      unit: 'none',
      width: 6,
      min: 0,
      queries: [
        {
          expr: `topk(5, sum by (integration) (${increase('alertmanager_notifications_total')}))`,
          legend: '{{integration}}',
        },
      ],
    }),
    seriesPanel({
      title: 'Failed notifications',
      description: 'By reason. Every one is a page that nobody got, until it is tried again.',
      unit: 'none',
      width: 6,
      min: 0,
      queries: [
        {
          expr: `sum by (reason) (${increase('alertmanager_notifications_failed_total')})`,
          legend: '{{reason}}',
        },
      ],
    }),
    seriesPanel({
      title: 'Alerts received and silences',
      description:
        'Alerts per minute that Prometheus sent, and silences in force: a silence nobody remembers hides pages.',
      unit: 'none',
      width: 6,
      min: 0,
      queries: [
        {
          expr: `60 * sum by (status) (${rate('alertmanager_alerts_received_total')})`,
          legend: '{{status}}',
        },
        { expr: `sum(${gauge('alertmanager_silences', 'state="active"')})`, legend: 'silences' },
      ],
    }),
  ],
};
