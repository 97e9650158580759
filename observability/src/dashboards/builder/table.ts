import { TableCellHeight, TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { describe, type PanelText } from './panel';
import { mostPoints, type Query, refId, targets } from './query';
import { type Scale, thresholds } from './thresholds';

/** A column with the values of a query. */
export interface ValueColumn extends Query {
  readonly title: string;
  readonly unit: string;
  readonly decimals?: number;
  readonly colours?: Scale;
  readonly mappings?: PanelText['mappings'];
}

/** A column with the values of a label. */
export interface LabelColumn {
  readonly title: string;
  readonly label: string;
  /** Where a cell leads to. */
  readonly link?: { readonly title: string; readonly url: string };
}

export interface TablePanel extends Omit<PanelText, 'queries'> {
  readonly labels: readonly LabelColumn[];
  readonly values: readonly ValueColumn[];
  /** The column that rows are sorted by: highest values first, unless `ascending`. */
  readonly sortBy?: { readonly title: string; readonly ascending?: boolean };
}

/** A row for each combination of labels, a column for each query. Every query must have exactly these labels. */
export function tablePanel({ labels, values, sortBy, ...panel }: TablePanel): PanelBuilder {
  const builder = describe(new PanelBuilder(), { ...panel, queries: values }, 8)
    .targets(targets(values, 'table'))
    .maxDataPoints(mostPoints)
    .cellHeight(TableCellHeight.Sm)
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({ id: 'organize', options: organize(labels, values) });
  for (const column of values) builder.overrideByName(column.title, valueProperties(column));
  for (const { title, link } of labels) {
    if (link) builder.overrideByName(title, [{ id: 'links', value: [{ ...link, targetBlank: false }] }]);
  }
  if (sortBy) {
    const order = new TableSortByFieldStateBuilder().displayName(sortBy.title);
    builder.sortBy([order.desc(sortBy.ascending !== true)]);
  }
  return builder;
}

function organize(labels: readonly LabelColumn[], values: readonly ValueColumn[]) {
  const fields = [
    ...labels.map(({ label, title }) => [label, title] as const),
    ...values.map(({ title }, index) => [fieldName(index, values.length), title] as const),
  ];
  return {
    excludeByName: { Time: true },
    indexByName: Object.fromEntries(fields.map(([name], index) => [name, index])),
    renameByName: Object.fromEntries(fields),
  };
}

/** Grafana names the value of a table's only query differently. */
const fieldName = (index: number, count: number) => (count === 1 ? 'Value' : `Value #${refId(index)}`);

function valueProperties({ unit, decimals, colours, mappings }: ValueColumn): DynamicConfigValue[] {
  return [
    { id: 'unit', value: unit },
    ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
    ...(mappings === undefined ? [] : [{ id: 'mappings', value: mappings }]),
    ...(colours === undefined
      ? []
      : [
          { id: 'thresholds', value: thresholds(colours).build() },
          { id: 'custom.cellOptions', value: { type: 'color-text' } },
        ]),
  ];
}
