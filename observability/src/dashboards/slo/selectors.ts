import type { DashboardOptions } from '../options';

/** The labels by which series and alerts of an SLO are found. */
export const labelsOf = ({ naming }: Pick<DashboardOptions, 'naming'>) =>
  naming === 'sloth'
    ? ({ service: 'sloth_service', slo: 'sloth_slo', severity: 'sloth_severity' } as const)
    : ({ service: 'service', slo: 'slo', severity: 'severity' } as const);

/** How the SLO dashboards write their queries. */
export interface Names {
  readonly service: string;
  readonly slo: string;
  readonly severity: string;
  /** Matchers for the SLOs that the viewer chose. */
  readonly chosen: string;
  /** `service, slo`: what joins the series of an SLO. */
  readonly identity: string;
}

const names = (options: DashboardOptions, operator: '=' | '=~'): Names => {
  const labels = labelsOf(options);
  return {
    ...labels,
    chosen: `${labels.service}${operator}"$service", ${labels.slo}${operator}"$slo"`,
    identity: `${labels.service}, ${labels.slo}`,
  };
};

/** Any number of SLOs chosen. */
export const manyNames = (options: DashboardOptions): Names => names(options, '=~');

/** Exactly one SLO chosen. */
export const oneName = (options: DashboardOptions): Names => names(options, '=');
