/** Where a query of a dashboard stands, and what it asks; Grafana's variables (`$job`, `$__rate_interval`) are still in it. */
export interface DashboardQuery {
  readonly kind: 'panel' | 'variable' | 'annotation';
  readonly dashboard: string;
  /** The panel's title, or the name of the variable or annotation. */
  readonly title: string;
  /** The query's place among those of its panel: `A`. */
  readonly refId: string;
  /** PromQL. Of `label_values(selector, label)` this is the selector. */
  readonly expr: string;
  /** Whether it asks for one moment, not for a range. */
  readonly instant: boolean;
}

interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly instant?: boolean;
}

interface Panel {
  readonly title?: string;
  readonly targets?: readonly Target[];
  readonly panels?: readonly Panel[];
}

/** The part of a dashboard's JSON that asks for data; the parsed file of any classic dashboard has this shape. */
export interface QueryingDashboard {
  readonly uid: string;
  readonly panels: readonly Panel[];
  readonly templating: {
    readonly list: readonly {
      readonly name: string;
      readonly type: string;
      readonly query?: string | { readonly query: string };
    }[];
  };
  readonly annotations: { readonly list: readonly { readonly name: string; readonly expr?: string }[] };
}

/** Every query of a dashboard: of panels (those in rows too), of variables and of annotations. */
export function queriesOf(dashboard: QueryingDashboard): readonly DashboardQuery[] {
  const query = (kind: DashboardQuery['kind'], title: string, { refId, expr, instant = false }: Target) => ({
    kind,
    dashboard: dashboard.uid,
    title,
    refId,
    expr,
    instant,
  });
  return [
    ...allPanels(dashboard.panels).flatMap(({ title = '', targets = [] }) =>
      targets.map((target) => query('panel', title, target)),
    ),
    ...dashboard.templating.list.flatMap(({ name, type, query: text }) =>
      type === 'query'
        ? [query('variable', name, { refId: name, expr: selectorOf(name, text), instant: true })]
        : [],
    ),
    ...dashboard.annotations.list.flatMap(({ name, expr }) =>
      expr === undefined ? [] : [query('annotation', name, { refId: name, expr })],
    ),
  ];
}

const allPanels = (panels: readonly Panel[]): readonly Panel[] =>
  panels.flatMap((panel) => [panel, ...allPanels(panel.panels ?? [])]);

function selectorOf(name: string, query: string | { readonly query: string } = ''): string {
  const text = typeof query === 'string' ? query : query.query;
  const selector = /^label_values\((.+), *\w+\)$/s.exec(text)?.[1];
  if (selector === undefined)
    throw new Error(`the variable ${name} is no label_values(selector, label): ${text}`);
  return selector;
}
