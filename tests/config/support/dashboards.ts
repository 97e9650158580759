import path from 'node:path';
import { projectFiles, readProjectYaml } from './project';

export interface DataSourceRef {
  readonly type: string;
  readonly uid: string;
}

export interface Target {
  readonly refId: string;
  readonly datasource?: DataSourceRef;
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
  readonly fieldConfig?: {
    readonly defaults: {
      readonly unit?: string;
      readonly noValue?: string;
      readonly mappings?: readonly object[];
    };
  };
  readonly panels?: readonly Panel[];
}

export interface Variable {
  readonly name: string;
  readonly label?: string;
  readonly type: string;
  readonly query: string | { readonly query: string };
  readonly datasource?: DataSourceRef;
  readonly refresh?: number;
  readonly multi?: boolean;
  readonly allValue?: string;
}

/** A dashboard of the classic format, as far as tests read it. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly editable: boolean;
  readonly links: readonly {
    readonly title: string;
    readonly url: string;
    readonly keepTime: boolean;
  }[];
  readonly tags: readonly string[];
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly Variable[] };
  readonly annotations: {
    readonly list: readonly {
      readonly name: string;
      readonly datasource?: DataSourceRef;
      readonly expr?: string;
    }[];
  };
}

/** Every dashboard of the project, by file name. */
export const dashboards = projectFiles('grafana/dashboards', '.json').map(
  (file) => [path.basename(file), readProjectYaml<Dashboard>(file)] as const,
);

/** The dashboard with a uid. Throws where there is none. */
export function dashboardOf(uid: string): Dashboard {
  const [, dashboard] = dashboards.find(([, one]) => one.uid === uid) ?? [];
  if (dashboard === undefined) throw new Error(`there is no dashboard ${uid}`);
  return dashboard;
}

/** All panels that show data: those of rows too, the rows themselves not. */
export const panelsOf = ({ panels }: Pick<Dashboard, 'panels'>): readonly Panel[] =>
  panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]).filter(({ type }) => type !== 'row');
