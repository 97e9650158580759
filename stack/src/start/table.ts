import path from 'node:path';
import type { Stack } from '../stack';

export interface TableRow {
  readonly name: string;
  readonly value: string;
}

interface TableInput {
  readonly urls: Stack['urls'];
  readonly missing: Stack['missing'];
  readonly dsns: readonly { readonly project: string; readonly dsn: string }[];
  /** The folder with the tokens, as a person would type it. */
  readonly secrets: string;
}

/** What a person wants to know once the stack runs: addresses, a DSN to send to, where the tokens are. */
export function tableRows({ urls, missing, dsns, secrets }: TableInput): readonly TableRow[] {
  const password = path.join(secrets, 'grafana-admin-password');
  const addresses: readonly (readonly [string, string | undefined])[] = [
    ['Console and inbox', urls.console],
    ['API', urls.api && `${urls.api}/api/0/`],
    ['Prometheus', urls.prometheus],
    ['Alertmanager', urls.alertmanager],
    ['Grafana', urls.grafana && `${urls.grafana}   (user admin, password in ${password})`],
  ];
  return [
    ...addresses.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
    ...missing.map(({ component, reason }) => ({ name: titled(component), value: `not started: ${reason}` })),
    ...dsns.map(({ project, dsn }) => ({ name: `DSN of ${project}`, value: dsn })),
    {
      name: 'Metrics',
      value: `${urls.api ?? ''}/api/0/observability   (token in ${path.join(secrets, 'scrape-token')})`,
    },
    { name: 'API token', value: path.join(secrets, 'admin-token') },
  ];
}

/** The rows as text, values under each other. */
export function renderTable(rows: readonly TableRow[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, value }) => `  ${name.padEnd(width)}   ${value}`).join('\n');
}

const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
