import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { gauge, instance, rate } from './queries';

/** Where memory goes. */
export const memory: Row = {
  title: 'Memory',
  panels: [
    seriesPanel({
      title: 'Memory',
      description:
        'Resident memory, and of the heap what is reserved and used. Resident without heap: buffers.',
      unit: 'bytes',
      width: 12,
      min: 0,
      queries: [
        { expr: gauge('process_resident_memory_bytes'), legend: `${instance} resident` },
        { expr: gauge('nodejs_heap_size_total_bytes'), legend: `${instance} heap` },
        { expr: gauge('nodejs_heap_size_used_bytes'), legend: `${instance} heap used` },
        { expr: gauge('nodejs_external_memory_bytes'), legend: `${instance} external` },
      ],
    }),
    seriesPanel({
      title: 'Heap spaces',
      description:
        'Used bytes by space. A leak shows as an old space that grows from collection to collection.',
      unit: 'bytes',
      width: 12,
      min: 0,
      stacked: true,
      queries: [
        { expr: `sum by (space) (${gauge('nodejs_heap_space_size_used_bytes')})`, legend: '{{space}}' },
      ],
    }),
    seriesPanel({
      title: 'Heap spaces, share in use',
      description: 'Used of what is reserved, by space; the rest is available before the heap has to grow.',
      unit: 'percentunit',
      width: 12,
      min: 0,
      max: 1,
      queries: [
        {
          expr:
            `sum by (space) (${gauge('nodejs_heap_space_size_used_bytes')})\n/\n` +
            `(sum by (space) (${gauge('nodejs_heap_space_size_total_bytes')}) > 0)`,
          legend: '{{space}}',
        },
      ],
    }),
    seriesPanel({
      title: 'Collections',
      description: 'Garbage collections per second, by kind. Many major ones: the heap is nearly full.',
      unit: 'cps',
      width: 12,
      min: 0,
      queries: [{ expr: `sum by (kind) (${rate('nodejs_gc_duration_seconds_count')})`, legend: '{{kind}}' }],
    }),
  ],
};
