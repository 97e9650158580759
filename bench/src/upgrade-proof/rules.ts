import {
  compileSlo,
  defaultOptions,
  predict,
  readSpecifications,
  type CompiledSlo,
  type CompileOptions,
  type RuleGroup,
} from '@express-slo-stack/observability/slo';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

export type Kind = 'plain' | 'grouped' | 'calendar' | 'sloth';

/** An SLO of the proof: 99.9 % of the requests of one selector. */
export interface Target {
  readonly service: string;
  readonly kind: Kind;
  readonly metric: string;
  readonly matchers?: string;
}

const month = '{duration: 1M, isRolling: false, calendar: {startTime: "1970-01-01 00:00:00", timeZone: UTC}}';
const rolling = '{duration: 30d, isRolling: true}';

/** Compiles an SLO as the command would. */
export function compiled(target: Target, owner: string | undefined, scrapeSeconds: number) {
  const { service, kind, metric, matchers = '' } = target;
  const query = (more: string) => {
    const all = [matchers, more].filter((part) => part !== '').join(', ');
    return `{metricSource: {type: Prometheus, spec: {query: '${metric}${all === '' ? '' : `{${all}}`}'}}}`;
  };
  const text = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout
  labels: {${owner === undefined ? '' : `owner: [${owner}]`}}
  annotations: {${kind === 'grouped' ? 'express-slo-stack/group-by: handler' : ''}}
spec:
  service: ${service}
  indicator:
    metadata: {name: errors}
    spec: {ratioMetric: {counter: true, bad: ${query('code=~"5.."')}, total: ${query('')}}}
  timeWindow: [${kind === 'calendar' ? month : rolling}]
  budgetingMethod: Occurrences
  objectives: [{target: 0.999}]
`;
  const { slos, problems } = readSpecifications([{ file: 'proof.yaml', text }], {});
  const [read] = slos;
  if (!read) throw new Error(problems.map(({ message }) => message).join('; '));
  const options: CompileOptions = {
    ...defaultOptions,
    scrapeSeconds,
    naming: kind === 'sloth' ? 'sloth' : 'house',
  };
  return { ...compileSlo(read.slo, options), options };
}

/** When the first page is expected, as `explain` says, in seconds from the begin of the errors. */
export const explained = (
  { plan, slo, groups, options }: CompiledSlo & { options: CompileOptions },
  errors: number,
): number =>
  predict(plan, slo, errors, { ...options, groups }).find(({ severity }) => severity === 'page')?.seconds ??
  NaN;

const releaseRules = resolve(__dirname, '../../../tests/config/slo/before');

/** The rules of release 0.1.0, whose records carry every label of their SLO. */
export function releaseGroups({ service, kind, metric }: Target, owner: string): RuleGroup[] {
  const text = readFileSync(resolve(releaseRules, `${kind}.yml`), 'utf8')
    .replaceAll(/\bshop\b/g, service)
    .replaceAll(/\brequests_total\b/g, metric)
    .replaceAll('owner: a', `owner: ${owner}`);
  return (parse(text) as { groups: RuleGroup[] }).groups;
}

/**
 * The rules of all SLOs in one group for each interval: so all are evaluated at the same moments, and the time to a page does
 * not differ by them.
 */
export function together(all: readonly (readonly RuleGroup[])[]): RuleGroup[] {
  const groups = all.flat();
  return [...new Set(groups.map(({ interval }) => interval))].map((interval) => ({
    name: `every-${interval}`,
    interval,
    rules: groups.filter((group) => group.interval === interval).flatMap(({ rules }) => rules),
  }));
}
