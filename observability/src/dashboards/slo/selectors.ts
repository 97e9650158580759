import { infoNames, labelText, type PlannedSlo } from '../../slo';
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
  /** The same, and every label that an SLO is grouped by: what tells recorded series apart. */
  readonly series: string;
}

const names = (options: DashboardOptions, slos: readonly PlannedSlo[], operator: '=' | '=~'): Names => {
  const labels = labelsOf(options);
  const groups = [...new Set(slos.flatMap(({ slo }) => slo.groupBy))].sort();
  return {
    ...labels,
    chosen: `${labels.service}${operator}"$service", ${labels.slo}${operator}"$slo"`,
    identity: `${labels.service}, ${labels.slo}`,
    series: [...new Set([labels.service, labels.slo, ...groups.map(labelText)])].join(', '),
  };
};

/** Any number of SLOs chosen. */
export const manyNames = (options: DashboardOptions, slos: readonly PlannedSlo[]): Names =>
  names(options, slos, '=~');

/** Exactly one SLO chosen. */
export const oneName = (options: DashboardOptions, slos: readonly PlannedSlo[]): Names =>
  names(options, slos, '=');

/** The labels that describe these SLOs, by name. */
export const describingLabels = (slos: readonly PlannedSlo[]): readonly string[] =>
  [...new Set(slos.flatMap(({ slo }) => Object.keys(slo.labels)))].sort();

/** The information series of each chosen SLO: one of them where, for some minutes after a change, there are two. */
export const information = ({ identity, chosen }: Names, { naming }: DashboardOptions): string =>
  `topk by (${identity}) (1, ${infoNames[naming]}{${chosen}})`;
