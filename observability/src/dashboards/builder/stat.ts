import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { describe, type PanelText } from './panel';
import { mostPoints, targets } from './query';
import { neutral, wordForNothing } from './thresholds';

export interface StatPanel extends PanelText {
  /** Shows the series' name besides its value. */
  readonly named?: boolean;
}

/**
 * One number (or a few), in the colour of its threshold: as it is at the end of the time shown. Without a graph behind
 * it, because that asks for a range, and of a range the last number stays when nothing has come for hours.
 */
export function statPanel({
  colours = neutral,
  mappings = [],
  noValue = 'no data',
  ...panel
}: StatPanel): PanelBuilder {
  const text = { ...panel, colours, mappings: [...mappings, wordForNothing(noValue)], noValue };
  return describe(new PanelBuilder(), text, 4)
    .targets(targets(panel.queries, 'instant'))
    .maxDataPoints(mostPoints)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .textMode(panel.named ? BigValueTextMode.ValueAndName : BigValueTextMode.Value)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds));
}
