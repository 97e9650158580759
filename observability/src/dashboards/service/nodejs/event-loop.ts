import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { gauge, instance, rate } from './queries';

/** Whether JavaScript gets to run. */
export const eventLoop: Row = {
  title: 'Event loop',
  panels: [
    seriesPanel({
      title: 'Event-loop lag',
      description:
        'How long the event loop took between two samples, which are 0.1 s apart; the worst instance. What is above that, every request waits.',
      unit: 's',
      width: 12,
      min: 0,
      queries: ['p50', 'p90', 'p99', 'max'].map((part) => ({
        expr: `max(${gauge(`nodejs_eventloop_lag_${part}_seconds`)})`,
        legend: part,
      })),
    }),
    seriesPanel({
      title: 'Event-loop lag by instance',
      description: 'The mean of each instance, the least, and how far turns lie apart (standard deviation).',
      unit: 's',
      width: 12,
      min: 0,
      queries: [
        { expr: gauge('nodejs_eventloop_lag_mean_seconds'), legend: `${instance} mean` },
        { expr: gauge('nodejs_eventloop_lag_min_seconds'), legend: `${instance} least` },
        { expr: gauge('nodejs_eventloop_lag_stddev_seconds'), legend: `${instance} deviation` },
      ],
    }),
    seriesPanel({
      title: 'What keeps it alive',
      description: 'Open sockets, timers, pipes and the like, by type. One that only grows is a leak.',
      unit: 'none',
      width: 12,
      min: 0,
      queries: [
        { expr: `sum by (type) (${gauge('nodejs_active_resources')})`, legend: '{{type}}' },
        { expr: `sum(${gauge('nodejs_active_handles')})`, legend: 'handles of libuv' },
      ],
    }),
    seriesPanel({
      title: 'Garbage collection',
      description: 'The share of time that collections take, by kind. The event loop stands still meanwhile.',
      unit: 'percentunit',
      width: 12,
      min: 0,
      queries: [{ expr: `sum by (kind) (${rate('nodejs_gc_duration_seconds_sum')})`, legend: '{{kind}}' }],
    }),
  ],
};
