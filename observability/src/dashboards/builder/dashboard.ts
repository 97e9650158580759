import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type AnnotationQuery,
  DashboardBuilder,
  DashboardCursorSync,
  type Panel,
  RowBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { siblings } from '../siblings';
import { tag, titles, type Uid } from '../uids';
import { link } from './panel';
import { toJson } from './json';
import { datasourceVariable } from './variables';

/** A heading, and the panels below it from left to right. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Builder<Panel>[];
}

export interface DashboardText {
  readonly uid: Uid;
  /** Whom it is for, and which question it answers. */
  readonly description: string;
  /** How far it looks back at first: `6h`. */
  readonly over: string;
  readonly variables: readonly Builder<VariableModel>[];
  readonly annotations: readonly Builder<AnnotationQuery>[];
  /** The dashboards that it leads to, itself among them. */
  readonly together: readonly Uid[];
  /** Pages to read on, by title. */
  readonly links?: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
}

/** A dashboard of the classic format, as the text of its file. The same input gives the same bytes. */
export function dashboard(text: DashboardText): string {
  const builder = new DashboardBuilder(titles[text.uid])
    .uid(text.uid)
    .tags([tag])
    .timezone('browser')
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .refresh('30s')
    .time({ from: `now-${text.over}`, to: 'now' })
    .variables([datasourceVariable(), ...text.variables])
    .annotations([...text.annotations])
    .links([
      ...siblings(text.uid, text.together),
      ...Object.entries(text.links ?? {}).map(([title, url]) => link(title, url)),
    ]);
  for (const { title, panels } of text.rows) {
    builder.withRow(new RowBuilder(title));
    for (const panel of panels) builder.withPanel(panel);
  }
  return toJson(builder.build(), text.description);
}
