import { promDuration } from '../../duration';
import type { Slo } from '../../model';
import { baseSeconds, type CompileOptions } from '../../options';
import { neededSeries, nodes, parsePromql, type QueryTemplate } from '../../promql';
import { inWords } from '../../windows/period';
import type { WindowPlan } from '../../windows/plan';
import { eventRecords, latest, recorded, recordNames } from '../identity';
import type { AlertingRule } from '../rule';
import { alertAnnotations } from './annotations';
import { alertLabels } from './common';
import { mostSevere } from './severity';

/** How long Prometheus remembers the last sample of a series that is not scraped any more, in seconds. */
const lookbackSeconds = 300;

/**
 * The raw series are scraped, but the records that pages read are not made of them: rules that fail, rules of another scrape
 * interval. Quiet where there is no traffic. None for a ratio: it is absent where there is no traffic, and that is no fault.
 */
export function notRecordedAlert(plan: WindowPlan, slo: Slo, options: CompileOptions): AlertingRule[] {
  const severity = mostSevere(slo);
  const missing = missingRecords(plan, slo, options);
  if (missing.length === 0 || severity === undefined || plan.pairs.length === 0) return [];
  const base = baseSeconds(options);
  const texts = {
    summary: 'An SLO is not recorded.',
    description:
      `The series that ${slo.name} (${slo.service}) reads are scraped, but its rules have recorded nothing of them for ` +
      `${inWords(base)}: an outage would not be seen.`,
  };
  return [
    {
      alert: 'SLONotRecorded',
      expr: `group(\n  ${missing.map((one) => `(${one})`).join('\n  or\n  ')}\n)`,
      for: promDuration(base),
      labels: alertLabels(slo, options, severity),
      annotations: alertAnnotations('SLONotRecorded', severity, slo, options, texts),
    },
  ];
}

function missingRecords(plan: WindowPlan, slo: Slo, options: CompileOptions): string[] {
  if (slo.sli.kind === 'ratio') return [];
  const events = eventRecords(slo);
  const totals = slo.sli.kind === 'events' ? slo.sli.total : slo.sli.query;
  const windows = plan.pairs
    .filter(({ severity }) => severity === 'page')
    .flatMap(({ longSeconds, shortSeconds }) => [longSeconds, shortSeconds]);
  const derived = [
    ...(slo.budgeting.method === 'occurrences' ? [] : [recordNames.total, recordNames.errors]),
    ...[...new Set(windows)].map((window) => recordNames.ratio(window)),
  ];
  const both = [events.total, events.errors].map((record) => `group(${recorded(record, slo, options)})`);
  const all = derived.map((record) => latest(record, slo, options));
  return [
    ...(mayBeEmpty(totals) ? [] : [`${scraped(totals, options)} unless on () (${both.join(' and ')})`]),
    ...(all.length === 0
      ? []
      : [`${latest(events.total, slo, options)} > 0 unless (\n    ${all.join('\n    and\n    ')}\n  )`]),
  ];
}

/** A query that compares, or takes series out, may have no result though its series are scraped. */
const mayBeEmpty = ({ promql }: QueryTemplate): boolean =>
  nodes(parsePromql(promql)).some(
    (node) =>
      node.name === 'BinaryExpr' &&
      ['And', 'Unless', 'Eql', 'Neq', 'Gtr', 'Lss', 'Gte', 'Lte'].some((name) => node.getChild(name)) &&
      !node.getChild('BoolModifier'),
  );

/**
 * That the series of a query are scraped, as a vector without labels. Looks back further than the base window, to see
 * scrapes that are too rare for it; not so far that a target which is gone would count until the alert fires. The latest
 * sample says so, and costs less than a range; Prometheus forgets it after five minutes.
 */
function scraped({ promql }: QueryTemplate, options: CompileOptions): string {
  const base = baseSeconds(options);
  const seconds = Math.ceil(1.5 * base);
  const present = (selector: string) =>
    1.25 * base <= lookbackSeconds
      ? `timestamp(${selector}) > time() - ${seconds}`
      : `present_over_time(${selector}[${promDuration(seconds)}])`;
  const alternatives = neededSeries(promql).map((selectors) =>
    selectors.map((selector) => `group(${present(selector)})`).join(' and '),
  );
  return alternatives.length === 1 ? alternatives.join('') : `(${alternatives.join(' or ')})`;
}
