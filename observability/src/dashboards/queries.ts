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
  /** Of a variable's `label_values(selector, label)`: the label whose values it offers. */
  readonly label?: string;
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
  const variableQuery = (name: string, text: string | { readonly query: string } = ''): DashboardQuery => {
    const { selector, label } = labelValuesOf(name, text);
    return { ...query('variable', name, { refId: name, expr: selector, instant: true }), label };
  };
  return [
    ...allPanels(dashboard.panels).flatMap(({ title = '', targets = [] }) =>
      targets.map((target) => query('panel', title, target)),
    ),
    ...dashboard.templating.list.flatMap(({ name, type, query: text }) =>
      type === 'query' ? [variableQuery(name, text)] : [],
    ),
    ...dashboard.annotations.list.flatMap(({ name, expr }) =>
      expr === undefined ? [] : [query('annotation', name, { refId: name, expr })],
    ),
  ];
}

const allPanels = (panels: readonly Panel[]): readonly Panel[] =>
  panels.flatMap((panel) => [panel, ...allPanels(panel.panels ?? [])]);

function labelValuesOf(
  name: string,
  query: string | { readonly query: string },
): { readonly selector: string; readonly label: string } {
  const text = typeof query === 'string' ? query : query.query;
  const [, selector, label] = /^label_values\((.+), *(\w+)\)$/s.exec(text) ?? [];
  if (selector === undefined || label === undefined)
    throw new Error(`the variable ${name} is no label_values(selector, label): ${text}`);
  return { selector, label };
}
