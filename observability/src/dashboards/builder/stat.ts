import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { describe, type PanelText } from './panel';
import { targets } from './query';
import { neutral } from './thresholds';

export interface StatPanel extends PanelText {
  /** A small graph of the range behind the number. */
  readonly graph?: boolean;
  /** Shows the series' name besides its value. */
  readonly named?: boolean;
}

/** One number (or a few), in the colour of its threshold. */
export const statPanel = (panel: StatPanel): PanelBuilder =>
  describe(new PanelBuilder(), { ...panel, colours: panel.colours ?? neutral }, 4)
    .targets(targets(panel.queries, panel.graph ? 'range' : 'instant'))
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
    .graphMode(panel.graph ? BigValueGraphMode.Area : BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .textMode(panel.named ? BigValueTextMode.ValueAndName : BigValueTextMode.Value)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds));
