import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';

/** The data source that the viewer chose: the only one that anything here asks. */
export const chosenDatasource = { type: 'prometheus', uid: '${datasource}' } as const;

/** A PromQL expression of a panel, and the name of its series in the legend. */
export interface Query {
  readonly expr: string;
  readonly legend?: string;
  /** The least that `$__interval` is, and the step with it: `1m`. */
  readonly minStep?: string;
}

/**
 * The most points for which Grafana asks Prometheus. A panel that asks for one moment says that it has room for them:
 * `$__rate_interval` is then the least that fits the scrapes, also when the dashboard shows a month.
 */
export const mostPoints = 11_000;

type Kind = 'range' | 'instant' | 'table' | 'heatmap';

const formats: Readonly<Record<Kind, PromQueryFormat>> = {
  range: PromQueryFormat.TimeSeries,
  instant: PromQueryFormat.TimeSeries,
  table: PromQueryFormat.Table,
  heatmap: PromQueryFormat.Heatmap,
};

/** Queries as Grafana holds them: `A`, `B` and so on. Tables and instant values ask for one moment, the others for a range. */
export const targets = (queries: readonly Query[], kind: Kind): DataqueryBuilder[] =>
  queries.map(({ expr, legend, minStep }, index) => {
    const target = new DataqueryBuilder()
      .refId(refId(index))
      .datasource(chosenDatasource)
      .expr(expr)
      .format(formats[kind])
      .legendFormat(legend ?? '__auto');
    if (minStep !== undefined) target.interval(minStep);
    return kind === 'range' || kind === 'heatmap' ? target.range() : target.instant();
  });

/** The name of a panel's query by its position. */
export const refId = (index: number): string => String.fromCharCode('A'.charCodeAt(0) + index);
