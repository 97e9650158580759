import { promDuration } from '../../duration';
import type { Slo } from '../../model';
import { baseSeconds, type CompileOptions } from '../../options';
import { neededSeries } from '../../promql';
import { inWords } from '../../windows/period';
import type { AlertingRule } from '../rule';
import { alertAnnotations } from './annotations';
import { alertLabels } from './common';
import { mostSevere } from './severity';

/**
 * A dead service counts nothing, so no ratio can say that it is dead. Asked of the raw series of all events only: a
 * service without an error yet has no series of errors, and is well. Fires within three minutes at a scrape of 15 s.
 */
export function noDataAlert(slo: Slo, options: CompileOptions): AlertingRule[] {
  const severity = mostSevere(slo);
  if (slo.alerting.noData === false || severity === undefined) return [];
  const base = baseSeconds(options);
  const query = slo.sli.kind === 'events' ? slo.sli.total : slo.sli.query;
  const texts = {
    summary: 'An SLO has no data.',
    description:
      `No series that ${slo.name} (${slo.service}) reads has been scraped for ${inWords(2 * base)}: ` +
      `an outage would not be seen.`,
  };
  return [
    {
      alert: 'SLONoData',
      expr: absence(neededSeries(query.promql), promDuration(base)),
      for: promDuration(base),
      labels: alertLabels(slo, options, severity),
      annotations: alertAnnotations('SLONoData', severity, slo, options, texts),
    },
  ];
}

/** That each of the alternatives lacks a series. Without `group`, the alert's labels would depend on the query's matchers. */
function absence(alternatives: readonly (readonly string[])[], range: string): string {
  const absent = alternatives.map((selectors) =>
    selectors.map((selector) => `absent_over_time(${selector}[${range}])`),
  );
  const [first = [], ...others] = absent;
  if (others.length === 0)
    return first.length === 1 ? `group(${first.join('')})` : `group(\n  ${first.join('\n  or\n  ')}\n)`;
  const each = absent.map((one) => (one.length === 1 ? one.join('') : `(${one.join(' or ')})`));
  return `group(\n  ${each.join('\n  and on ()\n  ')}\n)`;
}
