import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { gauge, rate } from './queries';

/** What the monitoring itself takes. */
export const resources: Row = {
  title: 'Resources',
  panels: [
    seriesPanel({
      title: 'Memory',
      description: 'Resident memory of every target that says so.',
      unit: 'bytes',
      width: 12,
      min: 0,
      queries: [{ expr: gauge('process_resident_memory_bytes'), legend: '{{job}} {{instance}}' }],
    }),
    seriesPanel({
      title: 'CPU',
      description: 'Cores in use by every target that says so.',
      unit: 'none',
      width: 12,
      min: 0,
      queries: [{ expr: rate('process_cpu_seconds_total'), legend: '{{job}} {{instance}}' }],
    }),
  ],
};
