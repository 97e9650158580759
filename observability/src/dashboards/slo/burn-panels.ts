import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { type PlannedSlo, type PlannedPair, plain } from '../../slo';
import { promDuration } from '../../slo/duration';
import { seriesPanel } from '../builder/series';
import type { DashboardOptions } from '../options';
import { forChosen } from './chosen';
import { records } from './expressions';
import { groupLegend } from './groups';
import type { Names } from './selectors';
import { ratioOver } from './windows';

/** An SLO that has a pair at some position, and that pair. */
interface Ranked {
  readonly compiled: PlannedSlo;
  readonly pair: PlannedPair;
}

/**
 * A panel for each pair of burn-rate windows, the fastest first: SLOs differ in windows and thresholds, so a panel stands
 * for a position in their lists of pairs.
 */
export function burnPanels(
  slos: readonly PlannedSlo[],
  names: Names,
  options: DashboardOptions,
): Builder<Panel>[] {
  const most = Math.max(0, ...slos.map(({ plan }) => plan.pairs.length));
  return Array.from({ length: most }, (_, rank) => {
    const ranked = slos.flatMap((compiled): Ranked[] => {
      const pair = compiled.plan.pairs[rank];
      return pair ? [{ compiled, pair }] : [];
    });
    return burnPanel(ranked, rank, names, options);
  });
}

function burnPanel(ranked: readonly Ranked[], rank: number, names: Names, options: DashboardOptions) {
  const slos = ranked.map(({ compiled }) => compiled);
  const pairOf = (slo: PlannedSlo) => ranked.find(({ compiled }) => compiled === slo)?.pair;
  const query = (expression: (pair: PlannedPair, chosen: Names) => string) =>
    forChosen(slos, names, (slo, chosen) => {
      const pair = pairOf(slo);
      return pair ? expression(pair, chosen) : '';
    });
  const burnOver = (window: number, chosen: Names) =>
    `${ratioOver(window, chosen)}\n/ on (${chosen.identity}) group_left () ${records(chosen).budget}`;
  const say = (word: (pair: PlannedPair) => string, otherwise: string) => {
    const words = [...new Set(ranked.map(({ pair }) => word(pair)))];
    return words.length === 1 ? words.join('') : otherwise;
  };
  const [long, short] = [
    say(({ longSeconds }) => promDuration(longSeconds), 'long window'),
    say(({ shortSeconds }) => promDuration(shortSeconds), 'short window'),
  ];
  const severity = say((pair) => pair.severity, 'alert');
  return seriesPanel({
    title: `Burn over ${long} and ${short}: ${severity}${long === 'long window' ? ` ${rank + 1}` : ''}`,
    description: `A ${severity} fires while both lines are above the threshold, and enough events are bad. A burn rate of 1 spends the budget in exactly one SLO window.`,
    unit: 'suffix:×',
    width: 12,
    min: 0,
    queries: [
      {
        expr: query(({ longSeconds }, chosen) => burnOver(longSeconds, chosen)),
        legend: groupLegend(slos, long),
      },
      {
        expr: query(({ shortSeconds }, chosen) => burnOver(shortSeconds, chosen)),
        legend: groupLegend(slos, short),
      },
      {
        expr: query(({ burn }, chosen) => `0 * ${records(chosen).budget} + ${plain(burn)}`),
        legend: 'threshold',
      },
    ],
    limits: ['threshold'],
    links: { 'Runbook: SLOBurn': `${options.runbooks}/SLOBurn.md` },
  });
}
