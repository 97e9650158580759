import type { Row } from '../../builder/dashboard';
import { seriesPanel } from '../../builder/series';
import { scale, words } from '../../builder/thresholds';
import { timelinePanel } from '../../builder/timeline';
import { gauge, increase } from './queries';

const target = '{{job}} {{instance}}';

/** Whether targets answer, and what they expose. */
export const scrapes: Row = {
  title: 'Scrapes',
  panels: [
    timelinePanel({
      title: 'Targets',
      description:
        'Whether each target answered every scrape of a step. A gap without any colour: Prometheus itself was away.',
      unit: 'none',
      width: 12,
      // Over each step as a whole: on a range of days a step leaps over many scrapes.
      queries: [{ expr: `min_over_time(${gauge('up')}[$__interval])`, legend: target, minStep: '1m' }],
      colours: scale('red', [1, 'green']),
      mappings: [words({ 0: ['down', 'red'], 1: ['up', 'green'] })],
    }),
    seriesPanel({
      title: 'Scrapes took',
      description: 'Longer than ten seconds, a scrape is given up and the target counts as down.',
      unit: 's',
      width: 12,
      min: 0,
      queries: [{ expr: gauge('scrape_duration_seconds'), legend: target }],
    }),
    seriesPanel({
      title: 'Samples per scrape',
      description: 'What each target exposes. Beyond the sample_limit of its job the whole scrape fails.',
      unit: 'short',
      width: 8,
      min: 0,
      queries: [{ expr: gauge('scrape_samples_scraped'), legend: target }],
    }),
    seriesPanel({
      title: 'New series per scrape',
      description: 'Series that were not there before. Steadily above zero: a label has values without end.',
      unit: 'short',
      width: 8,
      min: 0,
      queries: [{ expr: gauge('scrape_series_added'), legend: target }],
    }),
    seriesPanel({
      title: 'Refused scrapes and samples',
      description: 'Scrapes beyond a limit, and samples that came twice or out of order. All should be none.',
      unit: 'none',
      width: 8,
      min: 0,
      queries: [
        ['exceeded_sample_limit', 'too many samples'],
        ['exceeded_body_size_limit', 'too many bytes'],
        ['sample_duplicate_timestamp', 'duplicates'],
        ['sample_out_of_order', 'out of order'],
        ['sample_out_of_bounds', 'out of bounds'],
      ].map(([name, legend]) => ({
        expr: `sum(${increase(`prometheus_target_scrapes_${name}_total`)})`,
        legend: legend ?? '',
      })),
    }),
  ],
};
