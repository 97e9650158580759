import { plain } from '../../decimal';
import type { BurnPair, CalendarUnit, SeverityOptions, Sli, Slo } from '../../model';
import type { QueryTemplate } from '../../promql';
import { asShorthand } from '../shorthand';
import { targetLabel } from './alerting';
import { annotationDomain, type annotationKeys } from './annotations';
import { apiVersion } from './v1';

const units: Readonly<Record<CalendarUnit, string>> = {
  day: 'd',
  week: 'w',
  month: 'M',
  quarter: 'Q',
  year: 'Y',
};

/**
 * Writes an SLO as an OpenSLO v1 object. Read again, it compiles to the same rules: what OpenSLO has no field for goes
 * into annotations of ours.
 */
export function writeOpenSlo(slo: Slo): Record<string, unknown> {
  const annotations = { ...slo.annotations, ...slo.alerting.annotations, ...ownAnnotations(slo) };
  return {
    apiVersion,
    kind: 'SLO',
    metadata: {
      name: slo.name,
      ...(slo.displayName !== undefined && { displayName: slo.displayName }),
      ...(Object.keys(slo.labels).length > 0 && { labels: slo.labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      ...(slo.description !== undefined && { description: slo.description }),
      service: slo.service,
      indicator: { metadata: { name: slo.name }, spec: { ratioMetric: writeRatio(slo.sli) } },
      timeWindow: [writeWindow(slo)],
      budgetingMethod: writeMethod(slo),
      objectives: [writeObjective(slo)],
      ...(slo.alerting.pairs?.length && {
        alertPolicies: slo.alerting.pairs.map((pair) => writePolicy(slo, pair)),
      }),
    },
  };
}

const metric = (query: string) => ({ metricSource: { type: 'Prometheus', spec: { query } } });

function writeRatio(sli: Sli): Record<string, unknown> {
  if (sli.kind === 'events') {
    const { counts, counter, query, total } = sli;
    return { counter, [counts === 'good' ? 'good' : 'bad']: metric(query.text), total: metric(total.text) };
  }
  const failure = sli.kind === 'ratio' && sli.counts === 'errors';
  return { counter: false, rawType: failure ? 'failure' : 'success', raw: metric(sli.query.text) };
}

function writeWindow({ window }: Slo): Record<string, unknown> {
  if (window.kind === 'rolling') return { duration: asShorthand(window.seconds), isRolling: true };
  const calendar = { startTime: window.start, timeZone: window.timeZone };
  return { duration: `${window.count}${units[window.unit]}`, calendar, isRolling: false };
}

const methods = {
  occurrences: 'Occurrences',
  timeslices: 'Timeslices',
  'ratio-timeslices': 'RatioTimeslices',
} as const;

const writeMethod = ({ budgeting }: Slo) => methods[budgeting.method];

function writeObjective({ objective, budgeting }: Slo): Record<string, unknown> {
  return {
    target: Number(plain(objective)),
    ...(budgeting.method === 'timeslices' && { timeSliceTarget: Number(plain(budgeting.target)) }),
    ...(budgeting.method !== 'occurrences' && { timeSliceWindow: asShorthand(budgeting.sliceSeconds) }),
  };
}

function writePolicy({ name, alerting }: Slo, pair: BurnPair): Record<string, unknown> {
  const condition = {
    kind: 'burnrate',
    op: 'gt',
    threshold: Number(plain(pair.burn)),
    lookbackWindow: asShorthand(pair.longSeconds),
    alertAfter: pair.forSeconds ? asShorthand(pair.forSeconds) : '0m',
  };
  const spec = { severity: pair.severity, condition };
  const id = `${name}-${asShorthand(pair.longSeconds)}`;
  const targets = (pair.labels?.[targetLabel] ?? 'alertmanager').split(',');
  return {
    kind: 'AlertPolicy',
    metadata: { name: id },
    spec: {
      alertWhenBreaching: true,
      alertWhenNoData: alerting.noData !== false,
      conditions: [{ kind: 'AlertCondition', metadata: { name: id }, spec }],
      notificationTargets: targets.map((target) => ({
        kind: 'AlertNotificationTarget',
        metadata: { name: target },
        spec: { target },
      })),
    },
  };
}

type Key = keyof typeof annotationKeys;

function ownAnnotations({ alerting, groupBy, sli }: Slo): Record<string, string> {
  const { name, page, ticket, noData, budgetSpent, minimumErrors, labels, pairs } = alerting;
  const values: Partial<Record<Key, string | undefined>> = {
    page: page?.off ? 'off' : undefined,
    ticket: ticket?.off ? 'off' : undefined,
    burn: pairs?.length === 0 ? 'off' : undefined,
    'no-data': noData === false ? 'off' : undefined,
    'budget-spent': budgetSpent === false ? 'off' : undefined,
    'minimum-errors': minimumErrors === undefined ? undefined : String(minimumErrors),
    'group-by': groupBy.length > 0 && isBare(sli.query) ? groupBy.join(',') : undefined,
    'alert-name': name,
  };
  const own = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [[`${annotationDomain}/${key}`, value] as const],
  );
  return {
    ...Object.fromEntries(own),
    ...scoped('alert-labels', labels),
    ...severityAnnotations('page', page),
    ...severityAnnotations('ticket', ticket),
  };
}

const isBare = ({ convention }: QueryTemplate) => convention === 'bare';

const severityAnnotations = (severity: 'page' | 'ticket', options: SeverityOptions | undefined) => ({
  ...scoped(`${severity}-labels`, options?.labels),
  ...scoped(`${severity}-annotations`, options?.annotations),
});

const scoped = (prefix: string, values: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${prefix}.${annotationDomain}/${name}`, value]),
  );
