import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { itemRate } from './queries';

/** What came in, and what became of it. */
export const items: Row = {
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
