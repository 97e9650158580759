import { join, resolve } from 'node:path';
import { firstLines as firstLinesOfDashboards } from '../../dashboards';
import type { Note } from '../../slo';
import { mark } from '../../slo/mark';
import { checkSpecs, hasErrors } from '../check';
import { dashboardFiles } from '../dashboard-outputs';
import { UsageError, type Environment } from '../environment';
import { driftOf, filesBeginning, writeAll, type Drift, type Files } from '../files/write-all';
import { compileOptions, type SharedOptions } from '../options';
import { filesOf, firstLine } from '../outputs';
import { sampleBoundsModule } from '../sample-bounds';
import { countProblems, displayPath, plural, showNote, showProblem } from '../terminal/findings';
import { styleFor } from '../terminal/style';

export interface BuildOptions extends SharedOptions {
  readonly out?: string;
  readonly check?: boolean;
}

/** Writes rules, their tests and dashboards, all or nothing. Returns 1 for errors in the specifications, or for drift. */
export function build(specs: readonly string[], options: BuildOptions, environment: Environment): number {
  const { stderr, env, sample, cwd } = environment;
  if (specs.length > 0 && options.out === undefined) {
    throw new UsageError(
      'say where to write with --out DIR (only without SPEC are the committed places written)',
    );
  }
  const style = styleFor(stderr, env);
  const checked = checkSpecs(specs, options, environment);
  for (const problem of checked.problems) stderr.write(showProblem(problem, style));
  if (hasErrors(checked)) {
    stderr.write(`${countProblems(checked.problems)}; nothing is written\n`);
    return 1;
  }
  const isSample = options.out === undefined;
  const output = options.out === undefined ? sample.output : resolve(cwd, options.out);
  const dashboards = isSample ? sample.dashboards : join(output, 'dashboards');
  const where = isSample ? 'their committed places' : displayPath(output, environment);
  const { files, notes } = compileAll(checked.slos, output, options);
  const slos = checked.slos.map(({ slo }) => slo);
  for (const [path, text] of dashboardFiles(slos, compileOptions(options), dashboards, isSample)) {
    files.set(path, text);
  }
  if (isSample) files.set(sample.bounds, sampleBoundsModule(slos, mark));
  for (const note of [...checked.notes, ...notes]) stderr.write(showNote(note, style));
  // Files of SLOs that are gone are removed only where this command owns the folder's generated files.
  const leftOver = isSample
    ? [
        ...['rules', 'tests'].flatMap((folder) => filesBeginning(join(output, folder), firstLine, files)),
        ...filesBeginning(dashboards, firstLinesOfDashboards, files),
      ]
    : [];
  return options.check
    ? reportDrift(driftOf(files, leftOver), files, isSample, environment)
    : write(files, leftOver, checked.slos.length, where, environment);
}

function compileAll(
  slos: ReturnType<typeof checkSpecs>['slos'],
  output: string,
  options: BuildOptions,
): { readonly files: Map<string, string>; readonly notes: readonly Note[] } {
  const compiled = slos.map(({ slo }) => filesOf(slo, compileOptions(options)));
  return {
    files: new Map(
      compiled.flatMap(({ files }) => [...files].map(([path, text]) => [join(output, path), text])),
    ),
    notes: compiled.flatMap(({ notes }) => notes),
  };
}

function write(
  files: Files,
  leftOver: readonly string[],
  slos: number,
  where: string,
  environment: Environment,
): number {
  const changed = driftOf(files, leftOver).length;
  try {
    writeAll(files, leftOver);
  } catch (error) {
    throw new UsageError(`cannot write to ${where}: ${(error as Error).message}`);
  }
  const written = `${plural(files.size, 'file')} for ${plural(slos, 'SLO')} in ${where}`;
  environment.stdout.write(`${written} (${changed === 0 ? 'none changed' : `${changed} changed`})\n`);
  return 0;
}

function reportDrift(
  drift: readonly Drift[],
  files: Files,
  isSample: boolean,
  environment: Environment,
): number {
  const { stdout, env } = environment;
  const style = styleFor(stdout, env);
  for (const { path, kind } of drift) {
    stdout.write(`${style('bold', displayPath(path, environment))}: ${style('red', kind)}\n`);
  }
  if (drift.length === 0) stdout.write(`${plural(files.size, 'file')} as the specifications say\n`);
  else {
    const command = isSample ? '"npm run slo -- build"' : 'the same command without --check';
    const removes = drift.some(({ kind }) => kind === 'not generated any more');
    const mends = `writes them anew${removes ? ' and deletes what is not generated any more' : ''}`;
    stdout.write(`${plural(drift.length, 'file')} drifted; ${command} ${mends}\n`);
  }
  return drift.length === 0 ? 0 : 1;
}
