import type { Layout } from './layout';

interface TargetGroup {
  readonly targets: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** Prometheus's target files (`file_sd`), by file name. The scrape job's labels are what SLOs select by. */
export function targetFiles({
  addresses,
  instances,
}: Pick<Layout, 'addresses' | 'instances'>): Readonly<Record<string, string>> {
  const named = (name: 'prometheus' | 'alertmanager'): TargetGroup => {
    const instance = instances?.[name];
    return { targets: [addresses[name]], ...(instance === undefined ? {} : { labels: { instance } }) };
  };
  const groups: Readonly<Record<string, TargetGroup>> = {
    'api.json': { targets: [addresses.api], labels: { namespace: 'slo-demo', app: 'gt-api' } },
    'prometheus.json': named('prometheus'),
    'alertmanager.json': named('alertmanager'),
  };
  return Object.fromEntries(
    Object.entries(groups).map(([file, group]) => [file, `${JSON.stringify([group], null, 2)}\n`]),
  );
}
