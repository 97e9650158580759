import type { Slo } from '../../slo';
import type { DashboardOptions } from '../options';
import { uids } from '../uids';
import { durationHistogram } from './requests';

/** Addresses by title. */
type Links = Readonly<Record<string, string>>;

/** Where the dashboards of a service lead on. */
export interface Onward {
  /** From failed requests: to the runbook of burning budgets, and to the SLOs that count failures. */
  readonly errors: Links;
  /** From slow requests: the same, to the SLOs that count time. */
  readonly latency: Links;
  /** From the service as a whole: to what to do when it does not answer, or says nothing of its requests. */
  readonly service: Links;
}

/** Links from a service's dashboards to those of its SLOs that read this package's request metrics, and to runbooks. */
export function onward(slos: readonly Slo[], { runbooks }: Pick<DashboardOptions, 'runbooks'>): Onward {
  const runbook = (alert: string): Links => ({ [`Runbook: ${alert}`]: `${runbooks}/${alert}.md` });
  const detailsOf = (metric: RegExp): Links =>
    Object.fromEntries(slos.filter(({ sli }) => metric.test(sli.query.promql)).map(linkTo));
  return {
    errors: { ...runbook('SLOBurn'), ...detailsOf(new RegExp(`${durationHistogram}_count`)) },
    latency: { ...runbook('SLOBurn'), ...detailsOf(new RegExp(`${durationHistogram}(?!_count)`)) },
    service: { ...runbook('TargetDown'), ...runbook('MetricsAbsent') },
  };
}

function linkTo({ service, name }: Slo): [title: string, url: string] {
  const chosen = new URLSearchParams({ 'var-service': service, 'var-slo': name }).toString();
  return [
    `SLO: ${name} of ${service}`,
    `/d/${uids.detail}?\${datasource:queryparam}&${chosen}&\${__url_time_range}`,
  ];
}
