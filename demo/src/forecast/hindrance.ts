import { getJson } from '../http/get-json';
import { instantQuery } from '../prometheus/query';
import type { Forecast, ForecastSources } from './forecast';
import { isOf, type Pager } from './pagers';

interface ActiveAlert {
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Why none of these pages comes anew, where that is so: who would make or deliver it does not answer, or one of them is
 * there already. What has no address is not asked. Never rejects.
 */
export async function hindranceOf(
  pagers: readonly Pager[],
  { prometheusUrl, alertmanagerUrl }: Pick<ForecastSources, 'prometheusUrl' | 'alertmanagerUrl'>,
): Promise<Forecast | undefined> {
  const [paging, isPrometheusUp] = await Promise.all([
    alertmanagerUrl === undefined ? [] : pagesAt(alertmanagerUrl),
    prometheusUrl === undefined ? true : isUp(prometheusUrl),
  ]);
  if (paging === undefined) return { secondsToPage: null, because: 'alertmanager-down' };
  const pager = pagers.find((one) => paging.some(({ labels }) => isOf(one, labels)));
  if (pager !== undefined) return { secondsToPage: null, because: 'pages-already', by: pager };
  return isPrometheusUp ? undefined : { secondsToPage: null, because: 'prometheus-down' };
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
