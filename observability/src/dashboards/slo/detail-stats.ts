import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { PlannedSlo } from '../../slo';
import { statPanel } from '../builder/stat';
import type { DashboardOptions } from '../options';
import { alertState, records } from './expressions';
import { fastestBurn, leastLeft } from './numbers';
import { alertScale, alertWords, exhaustionScale, exhaustionWords } from './scales';
import type { Names } from './selectors';
import { spentIn } from './windows';

/** The SLO in six numbers; of a grouped one, those of its worst group. */
export function detailStats(
  slos: readonly PlannedSlo[],
  names: Names,
  options: DashboardOptions,
): Builder<Panel>[] {
  const { objective, sli } = records(names);
  const stat = { width: 4, unit: 'percentunit', decimals: 3 };
  return [
    statPanel({
      ...stat,
      title: 'Objective',
      description: 'The share of good events that is promised over the SLO window.',
      queries: [{ expr: objective }],
    }),
    statPanel({
      ...stat,
      title: 'SLI',
      description: 'The share of good events over the SLO window. Below the objective the promise is broken.',
      queries: [{ expr: `min(\n${sli}\n)` }],
    }),
    statPanel({
      ...stat,
      ...leastLeft(names),
      title: 'Budget left',
      description: 'The share of the error budget that is left. Negative: the objective is missed.',
    }),
    statPanel({
      ...stat,
      ...fastestBurn(names, slos),
      title: 'Burn now',
      description: 'How fast the budget goes. At 1 it is spent just at the end of the SLO window.',
    }),
    statPanel({
      ...stat,
      title: 'Budget spent in',
      description:
        'Time to exhaustion: how long the budget lasts at the pace of the fastest alert’s long window, if no old errors leave the SLO window meanwhile.',
      unit: 's',
      decimals: 1,
      queries: [{ expr: `min(\n${spentIn(slos, names, options)}\n)` }],
      colours: exhaustionScale,
      mappings: exhaustionWords,
      noValue: 'no traffic',
    }),
    statPanel({
      ...stat,
      title: 'Alerts',
      description: 'The most severe alert of this SLO that fires. The runbooks are linked above.',
      unit: 'none',
      decimals: 0,
      queries: [{ expr: alertState(names, options) }],
      colours: alertScale,
      mappings: alertWords,
    }),
  ];
}
