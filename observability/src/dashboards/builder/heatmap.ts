import { TooltipDisplayMode } from '@grafana/grafana-foundation-sdk/common';
import {
  CellValuesBuilder,
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  HeatmapTooltipBuilder,
  PanelBuilder,
  YAxisConfigBuilder,
} from '@grafana/grafana-foundation-sdk/heatmap';
import { describe, type PanelText } from './panel';
import { targets } from './query';

interface HeatmapPanel extends PanelText {
  /** The unit of what is counted. */
  readonly cellUnit: string;
}

/** The buckets of a histogram over time; `unit` is that of its bounds. */
export const heatmapPanel = (panel: HeatmapPanel): PanelBuilder =>
  describe(new PanelBuilder(), panel, 9)
    .targets(targets(panel.queries, 'heatmap'))
    .calculate(false)
    .color(
      new HeatmapColorOptionsBuilder()
        .mode(HeatmapColorMode.Scheme)
        .scheme('Oranges')
        .exponent(0.5)
        .steps(64),
    )
    .cellValues(new CellValuesBuilder().unit(panel.cellUnit))
    .yAxis(new YAxisConfigBuilder().unit(panel.unit))
    .tooltip(
      new HeatmapTooltipBuilder().mode(TooltipDisplayMode.Single).yHistogram(true).showColorScale(true),
    );
