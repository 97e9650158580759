import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { QueryingDashboard } from '@express-slo-stack/observability/dashboards';
import { parse } from 'yaml';
import { projectRoot } from '../root';

/** A dashboard's JSON, as far as it decides what is asked. */
export interface Dashboard extends QueryingDashboard {
  /** The time that it shows at first: from `now-6h`. */
  readonly time: { readonly from: string };
  readonly templating: {
    readonly list: readonly (QueryingDashboard['templating']['list'][number] & {
      readonly allValue?: string;
    })[];
  };
}

export interface RuleFile {
  readonly file: string;
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
}

export type Rule = { readonly expr: string; readonly labels?: Readonly<Record<string, string>> } & (
  { readonly record: string } | { readonly alert: string }
);

/** The dashboards that Grafana is provisioned with. */
export async function readDashboards(): Promise<readonly Dashboard[]> {
  const files = await textsOf(path.join('grafana', 'dashboards'), '.json');
  return files.map(({ text }) => JSON.parse(text) as Dashboard);
}

/** The rules that Prometheus loads. */
export async function readRules(): Promise<readonly RuleFile[]> {
  const files = await textsOf(path.join('prometheus', 'rules'), '.yml');
  return files.map(({ file, text }) => ({ file, ...(parse(text) as Omit<RuleFile, 'file'>) }));
}

async function textsOf(
  folder: string,
  ending: string,
): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const absolute = path.join(projectRoot, folder);
  const files = (await readdir(absolute)).filter((file) => file.endsWith(ending)).sort();
  return Promise.all(
    files.map(async (file) => ({ file, text: await readFile(path.join(absolute, file), 'utf8') })),
  );
}
