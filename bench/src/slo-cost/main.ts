import { compare, growsNoFaster, least, timesOurs, type Comparison, type Tool } from './compare';

const sizes = [100, 1_000, 10_000] as const;
/** The size at which the ratios are asked for. */
const judged = 1_000;

const peers = ['Sloth', 'Pyrra'] as const;
const cells = (...texts: readonly string[]) =>
  texts.map((text, index) => (index === 0 ? text.padEnd(8) : text.padStart(18))).join('');

/** Prints what each tool's rules read in an hour, at each number of raw series; ends with 1 when a bound does not hold. */
async function main(wanted: readonly string[]) {
  const unknown = wanted.filter((size) => !sizes.some((known) => String(known) === size));
  if (unknown.length > 0)
    throw new Error(`no size ${unknown.join(', ')}; there are ${sizes.join(', ')} raw series`);
  console.log(
    'What the rules for one SLO over 30 days cost in an hour, over the same 30 days of data at a 15 s scrape. Everything is\n' +
      'measured, nothing worked out: samples as Prometheus counts them (totalQueryableSamples of every expression, times its\n' +
      "evaluations in an hour: every 30 s; Pyrra's four-week increase every 2m30s, our budget every 2m), and the time its\n" +
      'query engine takes for them (evalTotalTime, fastest of three runs, or of one above 5 s). Writing results and keeping\n' +
      'alerts is not in the time.',
  );
  const comparisons = [];
  for (const size of sizes) {
    if (wanted.length > 0 && !wanted.includes(String(size))) continue;
    const comparison = await compare(size);
    comparisons.push(comparison);
    show(comparison);
    if (size === judged) judge(comparison);
  }
  if (comparisons.length < 2) return;
  const held = growsNoFaster(comparisons);
  console.log(`\nours grows no faster than the raw series: ${held ? 'yes' : 'NO'}`);
  if (!held) process.exitCode = 1;
}

function show({ rawSeries, version, costs }: Comparison) {
  console.log(`\n${rawSeries.toLocaleString('en')} raw series, Prometheus ${version}`);
  console.log(cells('', 'samples an hour', 'of ours', 'time an hour', 'of ours'));
  for (const tool of [...peers, 'ours'] as const) {
    const { samples, seconds } = costs[tool];
    console.log(
      cells(
        tool,
        Math.round(samples).toLocaleString('en'),
        `${(samples / costs.ours.samples).toFixed(1)} x`,
        `${seconds.toFixed(2)} s`,
        `${(seconds / costs.ours.seconds).toFixed(1)} x`,
      ),
    );
  }
}

function judge(comparison: Comparison) {
  const bound = (peer: Exclude<Tool, 'ours'>) => {
    const times = timesOurs(comparison, peer);
    if (times < least[peer]) process.exitCode = 1;
    return `${peer} reads ${times.toFixed(0)} times as much, at least ${least[peer]} is asked: ${times < least[peer] ? 'NO' : 'yes'}`;
  };
  console.log(peers.map(bound).join('\n'));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
