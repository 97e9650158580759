import { type Dashboard, type Panel, panelsOf, type Target } from '../dashboards';

/** Something that a rule has against a dashboard, and where. */
export interface Finding {
  readonly rule: string;
  readonly dashboard: string;
  /** The title of a panel, or the name of a variable. */
  readonly at?: string;
  readonly message: string;
}

/** One of the rules of grafana/dashboard-linter, by its name there. */
export interface Rule {
  readonly name: string;
  /** What it has against a dashboard. */
  readonly check: (dashboard: Dashboard) => readonly Pick<Finding, 'at' | 'message'>[];
}

/** A rule that looks at each panel by itself; undefined is no complaint. */
export const panelRule = (name: string, complaint: (panel: Panel) => string | undefined): Rule => ({
  name,
  check: (dashboard) =>
    panelsOf(dashboard).flatMap((panel) => {
      const message = complaint(panel);
      return message === undefined ? [] : [{ at: panel.title, message }];
    }),
});

/** A rule that looks at each query of each panel by itself. */
export const targetRule = (name: string, complaint: (target: Target) => string | undefined): Rule => ({
  name,
  check: (dashboard) =>
    panelsOf(dashboard).flatMap(({ title, targets = [] }) =>
      targets.flatMap((target) => {
        const message = complaint(target);
        return message === undefined ? [] : [{ at: title, message: `${target.refId}: ${message}` }];
      }),
    ),
});
