import { getJson } from '../http/get-json';
import { instantQuery } from '../prometheus/query';
import type { Forecast, ForecastSources } from './forecast';
import { isOf, type Pager } from './pagers';

interface ActiveAlert {
  readonly labels: Readonly<Record<string, string>>;
}

/** What can come anew of some pages: why nothing, or which of them. */
export type StillToCome =
  { readonly none: Forecast } | { readonly pagers: readonly Pager[]; readonly there?: Forecast };

/**
 * Which of these pages can come anew. None, where who would make or deliver it does not answer, or all are there already;
 * `there` tells of one that is, while others may come. What has no address is not asked. Never rejects.
 */
export async function stillToCome(
  pagers: readonly Pager[],
  { prometheusUrl, alertmanagerUrl }: Pick<ForecastSources, 'prometheusUrl' | 'alertmanagerUrl'>,
): Promise<StillToCome> {
  const [paging, isPrometheusUp] = await Promise.all([
    alertmanagerUrl === undefined ? [] : pagesAt(alertmanagerUrl),
    prometheusUrl === undefined ? true : isUp(prometheusUrl),
  ]);
  if (paging === undefined) return { none: { secondsToPage: null, because: 'alertmanager-down' } };
  const isThere = (pager: Pager) => paging.some(({ labels }) => isOf(pager, labels));
  const pager = pagers.find(isThere);
  const there = pager && ({ secondsToPage: null, because: 'pages-already', by: pager } as const);
  const open = pagers.filter((one) => !isThere(one));
  if (there !== undefined && open.length === 0) return { none: there };
  if (!isPrometheusUp) return { none: { secondsToPage: null, because: 'prometheus-down' } };
  return { pagers: open, ...(there && { there }) };
}

/** The pages that go out now; undefined when Alertmanager does not answer. */
const pagesAt = (alertmanagerUrl: string): Promise<readonly ActiveAlert[] | undefined> => {
  const filter = { silenced: 'false', inhibited: 'false', filter: 'severity="page"' };
  const url = `${alertmanagerUrl}/api/v2/alerts?${new URLSearchParams(filter).toString()}`;
  return getJson<readonly ActiveAlert[]>(url).catch(() => undefined);
};

const isUp = (prometheusUrl: string): Promise<boolean> =>
  instantQuery(prometheusUrl, 'vector(1)').then(
    () => true,
    () => false,
  );
