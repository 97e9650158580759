import {
  type GraphDrawStyle,
  GraphGradientMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { describe, type PanelText } from './panel';
import { targets } from './query';

export interface SeriesPanel extends PanelText {
  /** One series upon the other: for parts of a whole. */
  readonly stacked?: boolean;
  /** Colours of single series, by a regular expression on their names. */
  readonly named?: Readonly<Record<string, string>>;
  /** Names of series that are limits: dashed and red, never filled. */
  readonly limits?: readonly string[];
  /** Draws the colours' steps behind the lines. */
  readonly showSteps?: boolean;
  readonly drawStyle?: GraphDrawStyle;
  /** Looks back so far whatever the dashboard's range is: `30d`. */
  readonly over?: string;
  /** Numbers of the legend; the last and the highest value unless said otherwise. */
  readonly calcs?: readonly string[];
}

/** Lines over time, with a table of last and highest values below. */
export function seriesPanel(panel: SeriesPanel): PanelBuilder {
  const builder = describe(new PanelBuilder(), panel, 8)
    .targets(targets(panel.queries, 'range'))
    .legend(tableLegend(panel.calcs))
    .tooltip(sharedTooltip())
    .lineWidth(1)
    .fillOpacity(panel.stacked ? 25 : 8)
    .gradientMode(GraphGradientMode.None)
    .showPoints(VisibilityMode.Never)
    .spanNulls(false)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassicByName));
  if (panel.stacked) builder.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
  if (panel.drawStyle) builder.drawStyle(panel.drawStyle);
  if (panel.over) builder.timeFrom(panel.over);
  if (panel.showSteps) {
    builder.thresholdsStyle(
      new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.DashedAndArea),
    );
  }
  for (const [names, fixedColor] of Object.entries(panel.named ?? {})) {
    builder.overrideByRegexp(names, [{ id: 'color', value: { mode: 'fixed', fixedColor } }]);
  }
  for (const name of panel.limits ?? []) builder.overrideByName(name, limit);
  return builder;
}

const limit = [
  { id: 'color', value: { mode: 'fixed', fixedColor: 'red' } },
  { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 8] } },
  { id: 'custom.fillOpacity', value: 0 },
  { id: 'custom.stacking', value: { mode: 'none', group: 'A' } },
];

/** A legend as a table. */
export const tableLegend = (calcs: readonly string[] = ['lastNotNull', 'max']): VizLegendOptionsBuilder =>
  new VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(LegendDisplayMode.Table)
    .placement(LegendPlacement.Bottom)
    .calcs([...calcs]);

/** All series of the moment below the pointer, the highest first. */
export const sharedTooltip = (): VizTooltipOptionsBuilder =>
  new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending);
