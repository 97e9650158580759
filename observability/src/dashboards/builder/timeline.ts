import { VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { describe, type PanelText } from './panel';
import { targets } from './query';
import { sharedTooltip } from './series';

/** States over time, a bar for each series: what they are called is in the mappings. */
export const timelinePanel = (panel: PanelText): PanelBuilder =>
  describe(new PanelBuilder(), panel, 8)
    .targets(targets(panel.queries, 'range'))
    .tooltip(sharedTooltip())
    .showValue(VisibilityMode.Never)
    .mergeValues(true)
    .rowHeight(0.8)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds));
