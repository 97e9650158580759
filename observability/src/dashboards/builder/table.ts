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
  /** A query of which only the labels are shown; it has those that tell the rows apart, and more. */
  readonly describedBy?: Query;
  /** The column that rows are sorted by: highest values first, unless `ascending`. */
  readonly sortBy?: { readonly title: string; readonly ascending?: boolean };
}

/**
 * A row for each combination of labels, a column for each query. Every query of a value has the labels that tell the rows
 * apart, and no other.
 */
export function tablePanel({ labels, values, describedBy, sortBy, ...panel }: TablePanel): PanelBuilder {
  const queries = describedBy ? [...values, describedBy] : values;
  const builder = describe(new PanelBuilder(), { ...panel, queries }, 8)
    .targets(targets(queries, 'table'))
    .maxDataPoints(mostPoints)
    .cellHeight(TableCellHeight.Sm)
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({ id: 'organize', options: organize(labels, values, queries.length) });
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

function organize(labels: readonly LabelColumn[], values: readonly ValueColumn[], queries: number) {
  const fields = [
    ...labels.map(({ label, title }) => [label, title] as const),
    ...values.map(({ title }, index) => [fieldName(index, queries), title] as const),
  ];
  return {
    excludeByName: excluded(values.length, queries),
    indexByName: Object.fromEntries(fields.map(([name], index) => [name, index])),
    renameByName: Object.fromEntries(fields),
  };
}

/** Columns that nobody asks for: the time, and the values of queries that only describe; records' names come with these. */
const excluded = (values: number, queries: number): Readonly<Record<string, boolean>> =>
  queries === values ? { Time: true } : { Time: true, __name__: true, [fieldName(values, queries)]: true };

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
