import { baseSeconds, intervalSeconds } from '../../options';
import { active, silent } from '../checks';
import type { PromtoolTest } from '../promtool';
import { alertsOf } from '../rules';
import { rawTest, type RawContext } from './raw-test';
import { onEvaluation } from './times';

/**
 * Scraped more rarely than the base window, the counters give no rate: nothing is recorded of series that are there. A page
 * once the base window has passed, and no sooner.
 */
export function scrapedTooRarely(context: RawContext): PromtoolTest[] {
  const { compiled, options } = context;
  const [rule] = alertsOf(compiled, 'SLONotRecorded');
  if (!rule) return [];
  const base = baseSeconds(options);
  const scrapeSeconds = Math.ceil(1.1 * base);
  const rare = { ...context, options: { ...options, scrapeSeconds } };
  const paged = onEvaluation(base + intervalSeconds);
  return [
    rawTest(
      rare,
      'scraped too rarely',
      [{ seconds: 4 * scrapeSeconds }],
      [
        active(context, rule, intervalSeconds * Math.ceil(base / 2 / intervalSeconds), 'pending'),
        active(context, rule, paged),
        ...alertsOf(compiled, 'SLONoData').map((noData) => silent(noData, paged)),
      ],
    ),
  ];
}
