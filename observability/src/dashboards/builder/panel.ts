import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  type DashboardLink,
  DashboardLinkBuilder,
  DashboardLinkType,
  type Panel,
  type ThresholdsConfig,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { chosenDatasource, type Query } from './query';
import { type Scale, thresholds } from './thresholds';

/** What every panel says of itself. */
export interface PanelText {
  readonly title: string;
  /** What it shows, what is normal, and what to do about the rest: a sentence or two. */
  readonly description: string;
  /** A unit of Grafana: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#unit */
  readonly unit: string;
  /** Of 24. */
  readonly width: number;
  /** In rows of 30 pixels. */
  readonly height?: number;
  readonly queries: readonly Query[];
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly colours?: Scale;
  readonly mappings?: readonly ValueMapping[];
  /** Where to read on, by title. */
  readonly links?: Readonly<Record<string, string>>;
  /** Shown where there is no value. */
  readonly noValue?: string;
}

/** What the SDK's builders of all panel types have in common. */
interface PanelBuilder extends Builder<Panel> {
  title(title: string): this;
  description(description: string): this;
  datasource(datasource: typeof chosenDatasource): this;
  span(columns: number): this;
  height(rows: number): this;
  unit(unit: string): this;
  decimals(decimals: number): this;
  min(min: number): this;
  max(max: number): this;
  thresholds(thresholds: Builder<ThresholdsConfig>): this;
  mappings(mappings: ValueMapping[]): this;
  links(links: Builder<DashboardLink>[]): this;
  noValue(text: string): this;
  targets(targets: Builder<Dataquery>[]): this;
}

/** Sets what every panel says of itself. */
export function describe<B extends PanelBuilder>(builder: B, text: PanelText, defaultHeight: number): B {
  builder
    .title(text.title)
    .description(text.description)
    .datasource(chosenDatasource)
    .span(text.width)
    .height(text.height ?? defaultHeight)
    .unit(text.unit);
  if (text.decimals !== undefined) builder.decimals(text.decimals);
  if (text.min !== undefined) builder.min(text.min);
  if (text.max !== undefined) builder.max(text.max);
  if (text.colours) builder.thresholds(thresholds(text.colours));
  if (text.mappings) builder.mappings([...text.mappings]);
  if (text.noValue) builder.noValue(text.noValue);
  if (text.links) builder.links(Object.entries(text.links).map(([title, url]) => link(title, url)));
  return builder;
}

/** A link to a page; outside of Grafana in a tab of its own. */
export const link = (title: string, url: string): DashboardLinkBuilder =>
  new DashboardLinkBuilder(title)
    .type(DashboardLinkType.Link)
    .url(url)
    .icon('doc')
    .targetBlank(!url.startsWith('/'));
