import path from 'node:path';
import { projectFiles, readProjectYaml } from './project';

interface DataSourceRef {
  readonly type: string;
  readonly uid: string;
}

export interface Target {
  readonly refId: string;
  readonly datasource: DataSourceRef;
  readonly expr: string;
}

export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: DataSourceRef;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly Target[];
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
  readonly panels?: readonly Panel[];
}

interface Variable {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly query: string | { readonly query: string };
  readonly datasource?: DataSourceRef;
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly editable: boolean;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly Variable[] };
  readonly annotations: {
    readonly list: readonly { readonly datasource: DataSourceRef; readonly expr: string }[];
  };
}

/** Every dashboard of the project, by file name. */
export const dashboards = projectFiles('grafana/dashboards', '.json').map(
  (file) => [path.basename(file), readProjectYaml<Dashboard>(file)] as const,
);

/** All panels that show data: those of rows too, the rows themselves not. */
export const panelsOf = ({ panels }: Dashboard): readonly Panel[] =>
  panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]).filter(({ type }) => type !== 'row');

/** Every PromQL expression of a dashboard: of panels, variables and annotations. */
export const queriesOf = (dashboard: Dashboard): readonly string[] => [
  ...panelsOf(dashboard).flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ...dashboard.annotations.list.map(({ expr }) => expr),
  ...dashboard.templating.list.flatMap(({ type, query }) => (type === 'query' ? selectorOf(query) : [])),
];

/** `label_values(selector, label)` → the selector. */
function selectorOf(query: Variable['query']): readonly string[] {
  const text = typeof query === 'string' ? query : query.query;
  const selector = /^label_values\((.+), *\w+\)$/.exec(text)?.[1];
  if (selector === undefined) throw new Error(`not a label_values query: ${text}`);
  return [selector];
}
