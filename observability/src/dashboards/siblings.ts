import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import { titles, type Uid, uids } from './uids';

/** Dashboards on which variables mean the same: each value that one offers is a value of the others. */
const sharing: readonly { readonly dashboards: readonly Uid[]; readonly variables: readonly string[] }[] = [
  {
    dashboards: [uids.api, uids.nodejs, uids.ingestion],
    variables: ['namespace', 'job', 'instance'],
  },
];

/**
 * Links to other dashboards, with the time range, the data source, and what both have to choose. Not with all variables:
 * Grafana keeps a value that an address gives even where it is none of the choices, and then nothing has data. The
 * overview's "All" is no SLO to show in detail, and the job "prometheus" answers no requests.
 * @param from the dashboard that the links are on
 * @param among the dashboards that there are
 */
export const siblings = (from: Uid, among: readonly Uid[]): DashboardLinkBuilder[] =>
  among
    .filter((to) => to !== from)
    .map((to) =>
      new DashboardLinkBuilder(titles[to])
        .type(DashboardLinkType.Link)
        .url(
          `/d/${to}?${['datasource', ...shared(from, to)].map((name) => `\${${name}:queryparam}`).join('&')}`,
        )
        .keepTime(true)
        .icon('dashboard'),
    );

const shared = (from: Uid, to: Uid): readonly string[] =>
  sharing.flatMap(({ dashboards, variables }) =>
    dashboards.includes(from) && dashboards.includes(to) ? variables : [],
  );
