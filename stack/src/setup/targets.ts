import type { Layout } from './layout';

interface TargetGroup {
  readonly targets: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** Prometheus's target files (`file_sd`), by file name. The scrape job's labels are what SLOs select by. */
export function targetFiles(addresses: Layout['addresses']): Readonly<Record<string, string>> {
  const groups: Readonly<Record<string, TargetGroup>> = {
    'api.json': { targets: [addresses.api], labels: { namespace: 'slo-demo', app: 'gt-api' } },
    'prometheus.json': { targets: [addresses.prometheus] },
    'alertmanager.json': { targets: [addresses.alertmanager] },
  };
  return Object.fromEntries(
    Object.entries(groups).map(([file, group]) => [file, `${JSON.stringify([group], null, 2)}\n`]),
  );
}
