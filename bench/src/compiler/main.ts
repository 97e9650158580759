import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { printTable } from '../http/tables/table';
import { readOptions, type CompilerOptions } from './arguments';
import { least, runSlo, type Usage } from './measure';
import { slosPerFile, writeSpecifications } from './specifications';

const thisCheckout = join(__dirname, '../../..');
/** What a build of a thousand SLOs may need at most. */
const mostMegabytes = 200;

/** The commands that are measured; each build writes into a folder of its own. */
const commands = {
  build: (out: string) => ['build', 'slos', '--out', out],
  lint: () => ['lint', 'slos'],
} as const;
type Command = keyof typeof commands;

type Results = Readonly<Record<Command, Usage>>;

/** Prints what `slo build` and `slo lint` of many SLOs need; ends with 1 when the build needs too much memory. */
async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const folder = await mkdtemp(join(tmpdir(), 'slo-compiler-'));
  try {
    await writeSpecifications(join(folder, 'slos'), options.files);
    report(options, measure(options, folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Measures both checkouts in turn, so that what else the machine does disturbs both alike. */
function measure({ against, rounds }: CompilerOptions, folder: string): readonly Results[] {
  const checkouts = [thisCheckout, ...(against === undefined ? [] : [resolve(against)])];
  const runs = checkouts.map(() => ({ build: [] as Usage[], lint: [] as Usage[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const command of ['build', 'lint'] as const) {
      for (const [index, checkout] of checkouts.entries()) {
        runs[index]?.[command].push(runSlo(checkout, commands[command](`out-${index}-${round}`), folder));
      }
    }
  }
  return runs.map(({ build, lint }) => ({ build: least(build), lint: least(lint) }));
}

function report({ files, rounds, against }: CompilerOptions, [ours, other]: readonly Results[]): void {
  if (!ours) return;
  const title = `${(files * slosPerFile).toLocaleString('en')} SLOs in ${files} files, least of ${rounds} runs`;
  const names = ['this checkout', ...(other ? [against ?? '', 'ratio'] : [])];
  const rows = (['build', 'lint'] as const).flatMap((command) => [
    row(`${command}, CPU`, [ours[command].cpuSeconds, other?.[command].cpuSeconds], 's', 2),
    row(
      `${command}, peak memory`,
      [ours[command].memoryMegabytes, other?.[command].memoryMegabytes],
      'MB',
      0,
    ),
  ]);
  printTable(title, ['', ...names], rows);
  const isBound = files * slosPerFile <= 1_000;
  const held = ours.build.memoryMegabytes <= mostMegabytes;
  if (!isBound) return;
  console.log(`\nbuild needs at most ${mostMegabytes} MB: ${held ? 'yes' : 'NO'}`);
  if (!held) process.exitCode = 1;
}

function row(
  name: string,
  [ours = NaN, other]: readonly (number | undefined)[],
  unit: string,
  digits: number,
) {
  const shown = (value: number) => `${value.toFixed(digits)} ${unit}`;
  return [name, shown(ours), ...(other === undefined ? [] : [shown(other), (ours / other).toFixed(2)])];
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
