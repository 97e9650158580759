import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { gauge, instance, rate } from './queries';

/** What the operating system sees. */
export const process: Row = {
  title: 'Process',
  panels: [
    seriesPanel({
      title: 'CPU',
      description: 'Cores in use, in the program itself (user) and in the system for it.',
      unit: 'none',
      width: 12,
      min: 0,
      stacked: true,
      queries: [
        { expr: rate('process_cpu_user_seconds_total'), legend: `${instance} user` },
        { expr: rate('process_cpu_system_seconds_total'), legend: `${instance} system` },
      ],
    }),
    seriesPanel({
      title: 'Open file descriptors',
      description: 'Sockets and files, and how many there may be.',
      unit: 'none',
      width: 12,
      min: 0,
      queries: [
        { expr: gauge('process_open_fds'), legend: instance },
        { expr: `min(${gauge('process_max_fds')})`, legend: 'limit' },
      ],
      limits: ['limit'],
    }),
  ],
};
