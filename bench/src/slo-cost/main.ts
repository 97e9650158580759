import { pyrraRules } from '../peers/pyrra';
import { slothRules } from '../peers/sloth';
import { ours, theirs } from '../slo-proof/ours';
import { costOf, type Cost } from './cost';
import { prometheusWith } from './prometheus';

const hour = 3_600;
/** Numbers of raw series, and how far back each goes, so that the data is made within a minute or two. */
const sizes = [
  { rawSeries: 100, rawSeconds: 96 * hour },
  { rawSeries: 1_000, rawSeconds: 24 * hour },
  { rawSeries: 10_000, rawSeconds: 2 * hour },
] as const;
/** How much more the peers read: what must hold at 1 000 raw series. */
const least = { Sloth: 40, Pyrra: 100 } as const;

const interval = '30s';
const tools = {
  Sloth: slothRules(theirs(), interval),
  Pyrra: pyrraRules(
    { name: 'requests', objective: 0.999, errors: 'requests_total{code=~"5.."}', total: 'requests_total' },
    interval,
  ),
  ours: ours().groups,
} as const;

/** Counts what each tool's rules read in an hour, over the same data in a real Prometheus. */
async function main(wanted: readonly string[]) {
  const chosen = sizes.filter(({ rawSeries }) => wanted.length === 0 || wanted.includes(String(rawSeries)));
  const read: { rawSeries: number; samples: number }[] = [];
  for (const size of chosen) {
    const costs = await measureSize(size);
    read.push({ rawSeries: size.rawSeries, samples: costs.ours.samplesPerHour });
    if (size.rawSeries === 1_000) {
      for (const peer of ['Sloth', 'Pyrra'] as const) {
        const ratio = costs[peer].samplesPerHour / costs.ours.samplesPerHour;
        if (ratio < least[peer]) process.exitCode = 1;
        console.log(`  ${peer} reads ${ratio.toFixed(0)} times as much; at least ${least[peer]} is asked`);
      }
    }
  }
  for (const [index, { rawSeries, samples }] of read.entries()) {
    const before = read[index - 1];
    if (before && samples / before.samples > rawSeries / before.rawSeries) {
      console.log(`ours grows faster than the raw series from ${before.rawSeries} to ${rawSeries}`);
      process.exitCode = 1;
    }
  }
}

async function measureSize(size: (typeof sizes)[number]) {
  const end = Math.floor(Date.now() / 1_000 / hour) * hour - 4 * hour;
  const prometheus = await prometheusWith({ ...size, end });
  try {
    const costs = {
      Sloth: await costOf(tools.Sloth, prometheus, size.rawSeconds),
      Pyrra: await costOf(tools.Pyrra, prometheus, size.rawSeconds),
      ours: await costOf(tools.ours, prometheus, size.rawSeconds),
    };
    console.log(
      `\n${size.rawSeries} raw series, ${size.rawSeconds / hour} h of them, Prometheus ${prometheus.version}`,
    );
    console.log(row('', 'samples an hour', 'of ours', 'evaluation an hour', 'of ours', 'worked out'));
    for (const [name, cost] of Object.entries(costs)) console.log(showCost(name, cost, costs.ours));
    return costs;
  } finally {
    await prometheus.stop();
  }
}

const row = (...cells: readonly string[]) =>
  cells.map((cell, index) => (index === 0 ? cell.padEnd(8) : cell.padStart(20))).join('');

const showCost = (name: string, cost: Cost, own: Cost) =>
  row(
    name,
    Math.round(cost.samplesPerHour).toLocaleString('en'),
    `${(cost.samplesPerHour / own.samplesPerHour).toFixed(1)} x`,
    `${cost.secondsPerHour.toFixed(1)} s`,
    `${(cost.secondsPerHour / own.secondsPerHour).toFixed(1)} x`,
    cost.workedOut === 0 ? 'nothing' : `${cost.workedOut} expressions`,
  );

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
