import { pyrraRules } from '../peers/pyrra';
import { slothRules } from '../peers/sloth';
import { prometheusOver } from '../prometheus/server';
import { ours, theirs } from '../slo-proof/ours';
import { costOf, type Cost } from './cost';
import { dataFor, end } from './data';

/** How many times what ours read the peers read at least, at 1 000 raw series. */
export const least = { Sloth: 40, Pyrra: 100 } as const;

const interval = '30s';
const tools = {
  Sloth: slothRules(theirs(), interval),
  Pyrra: pyrraRules(
    { name: 'requests', objective: 0.999, errors: 'requests_total{code=~"5.."}', total: 'requests_total' },
    interval,
  ),
  ours: ours().groups,
} as const;

export type Tool = keyof typeof tools;

export interface Comparison {
  readonly rawSeries: number;
  readonly version: string;
  readonly costs: Readonly<Record<Tool, Cost>>;
}

/** What each tool's rules cost over the same thirty days of data in a real Prometheus. */
export async function compare(rawSeries: number): Promise<Comparison> {
  const prometheus = await prometheusOver(dataFor(rawSeries, Object.values(tools).flat()));
  try {
    const { version } = prometheus;
    const cost = (tool: Tool) => costOf(tools[tool], prometheus, end);
    const costs = { Sloth: await cost('Sloth'), Pyrra: await cost('Pyrra'), ours: await cost('ours') };
    return { rawSeries, version, costs };
  } finally {
    await prometheus.stop();
  }
}

/** How many times what ours read a peer reads. */
export const timesOurs = ({ costs }: Comparison, peer: Tool): number =>
  costs[peer].samples / costs.ours.samples;

/** Whether what ours read grows no faster than the raw series, from each size to the next. */
export const growsNoFaster = (comparisons: readonly Comparison[]): boolean =>
  comparisons.every((now, index) => {
    const before = comparisons[index - 1];
    return !before || now.costs.ours.samples / before.costs.ours.samples <= now.rawSeries / before.rawSeries;
  });
