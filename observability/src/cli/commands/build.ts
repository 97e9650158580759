import { join, resolve } from 'node:path';
import { firstLines as firstLinesOfDashboards } from '../../dashboards';
import { compileSlo, toYaml, type Note } from '../../slo';
import { mark } from '../../slo/mark';
import { checkSpecs, hasErrors, type Checked } from '../check';
import { dashboardFiles } from '../dashboard-outputs';
import { UsageError, type Environment } from '../environment';
import { isOfSet, manifestName, manifestPath, manifestText, readManifest } from '../files/manifest';
import { beginsWith, filesBeginning, StagedFiles, type Drift } from '../files/output-folder';
import { standardStream } from '../files/specs';
import { compileOptions, type SharedOptions } from '../options';
import { filesOf, firstLine, withoutLints } from '../outputs';
import { passesPromtool } from '../promtool';
import { sampleBoundsModule } from '../sample-bounds';
import { countProblems, displayPath, plural, showNotes, showProblem } from '../terminal/findings';
import { styleFor } from '../terminal/style';

export interface BuildOptions extends SharedOptions {
  readonly out?: string;
  readonly check?: boolean;
  readonly prune?: boolean;
  /** The promtool to run over the outputs: its path, or a name on PATH. */
  readonly promtool?: string;
}

/** Where the files of one build go. */
interface Places {
  /** Of the folders `rules` and `tests`. */
  readonly output: string;
  readonly dashboards: string;
  readonly isSample: boolean;
  /** As messages call it. */
  readonly shown: string;
}

/**
 * Writes rules, their tests and dashboards, all or nothing, and removes the files of SLOs that are gone from the same
 * specifications. Returns 1 for errors in the specifications, for what promtool refuses, or for drift.
 */
export function build(specs: readonly string[], options: BuildOptions, environment: Environment): number {
  const { stderr, env } = environment;
  checkUsage(specs, options);
  const checked = checkSpecs(specs, options, environment);
  for (const problem of checked.problems) stderr.write(showProblem(problem, styleFor(stderr, env)));
  if (hasErrors(checked)) {
    stderr.write(`${countProblems(checked.problems)}; nothing is written\n`);
    return 1;
  }
  const { promtool } = options;
  if (promtool !== undefined && !passesPromtool(checked, promtool, options, environment)) return 1;
  if (options.out === standardStream) return print(checked, options, environment);
  const places = placesOf(options, environment);
  const staged = new StagedFiles(options.check === true);
  try {
    const notes = stage(checked, options, places, staged, environment);
    if (!options.quiet) stderr.write(showNotes([...checked.notes, ...notes], styleFor(stderr, env)));
    if (options.check) return reportDrift(staged, places, options, environment);
    staged.commit();
  } catch (error) {
    staged.discard();
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall !== undefined) throw new UsageError(`cannot write to ${places.shown}: ${message}`);
    throw error;
  }
  if (!options.quiet) environment.stdout.write(summary(staged, checked, places));
  return 0;
}

function checkUsage(specs: readonly string[], { out, check, prune }: BuildOptions): void {
  if (specs.length > 0 && out === undefined) {
    throw new UsageError(
      'say where to write with --out DIR (only without SPEC are the committed places written)',
    );
  }
  if (out === standardStream && (check || prune)) {
    throw new UsageError(
      `${check ? '--check' : '--prune'} needs a folder: --out - writes to standard output`,
    );
  }
}

function placesOf({ out }: BuildOptions, environment: Environment): Places {
  const { cwd, sample } = environment;
  if (out === undefined) {
    const { output, dashboards } = sample;
    return { output, dashboards, isSample: true, shown: 'their committed places' };
  }
  const output = resolve(cwd, out);
  const shown = displayPath(output, environment);
  return { output, dashboards: join(output, 'dashboards'), isSample: false, shown };
}

/** All rules as one document on the standard output. */
function print(checked: Checked, options: BuildOptions, { stdout, stderr, env }: Environment): number {
  const compiled = checked.slos.map(({ slo }) => compileSlo(slo, compileOptions(options)));
  const groups = compiled.flatMap(({ groups }) => groups);
  stdout.write(toYaml({ groups }, [`${mark}: change the specifications, not this file.`]));
  if (options.quiet) return 0;
  const notes = withoutLints(compiled.flatMap((one) => one.notes));
  stderr.write(showNotes([...checked.notes, ...notes], styleFor(stderr, env)));
  stderr.write('rule tests and dashboards are left out: only a folder (--out DIR) holds them\n');
  return 0;
}

/** Stages every file, one SLO at a time; returns what the compiler notes. */
function stage(
  { slos, sources, given }: Checked,
  options: BuildOptions,
  places: Places,
  staged: StagedFiles,
  environment: Environment,
): readonly Note[] {
  const { output, dashboards, isSample } = places;
  const sourcePaths = new Map(sources.map(({ file, path }) => [file, path]));
  const manifest = new Map(isSample ? [] : readManifest(output, places.shown));
  const recorded = [...manifest];
  const candidates = isSample || options.prune ? generatedIn(places) : staleOf(recorded, given, output);
  const notes: Note[] = [];
  const put = (path: string, text: string, source = '') => {
    staged.put(path, text);
    manifest.set(manifestPath(output, path), source === '' ? '' : manifestPath(output, source));
  };
  for (const { slo } of slos) {
    const made = filesOf(slo, compileOptions(options));
    notes.push(...made.notes);
    const source = sourcePaths.get(slo.position.file);
    for (const [path, text] of made.files) put(join(output, path), text, source);
  }
  const all = slos.map(({ slo }) => slo);
  // Where other specifications share the folder, its dashboards are those of the last build: no drift.
  const isCompared = !options.check || !hasOthers(recorded, given, output);
  for (const [path, text] of dashboardFiles(all, compileOptions(options), dashboards, isSample)) {
    if (isCompared) put(path, text);
  }
  if (isSample) staged.put(environment.sample.bounds, sampleBoundsModule(all, mark));

  for (const path of candidates) {
    if (staged.paths.has(path)) continue;
    manifest.delete(manifestPath(output, path));
    if (isGenerated(path)) staged.remove(path);
  }
  if (!isSample) staged.put(join(output, manifestName), manifestText(manifest));
  return notes;
}

/** An entry of the manifest. */
type Recorded = readonly [path: string, source: string];

/** Every generated file below the output folder. */
const generatedIn = ({ output, dashboards }: Places): readonly string[] => [
  ...['rules', 'tests'].flatMap((folder) => filesBeginning(join(output, folder), firstLine)),
  ...filesBeginning(dashboards, firstLinesOfDashboards),
];

/**
 * The recorded files that these specifications may have been the source of. Dashboards are of all specifications: they go
 * only where no others are recorded.
 */
function staleOf(recorded: readonly Recorded[], given: readonly string[], output: string): readonly string[] {
  const ofOthers = hasOthers(recorded, given, output);
  return recorded.flatMap(([path, source]) =>
    (source === '' ? !ofOthers : isOfSet(output, source, given)) ? [join(output, path)] : [],
  );
}

/** Whether an output folder holds files of specifications that are not among the given ones. */
const hasOthers = (recorded: readonly Recorded[], given: readonly string[], output: string): boolean =>
  recorded.some(([, source]) => source !== '' && !isOfSet(output, source, given));

/** What somebody wrote in the place of a generated file is not ours to remove. */
const isGenerated = (path: string) => beginsWith(path, firstLine) || beginsWith(path, firstLinesOfDashboards);

function summary({ drift, paths }: StagedFiles, { slos }: Checked, { shown }: Places): string {
  const written = `${plural(paths.size, 'file')} for ${plural(slos.length, 'SLO')} in ${shown}`;
  return `${written} (${drift.length === 0 ? 'none changed' : `${drift.length} changed`})\n`;
}

function reportDrift(
  { drift, paths }: StagedFiles,
  { isSample }: Places,
  { quiet }: BuildOptions,
  environment: Environment,
): number {
  const { stdout, env } = environment;
  const style = styleFor(stdout, env);
  for (const { path, kind } of drift) {
    stdout.write(`${style('bold', displayPath(path, environment))}: ${style('red', kind)}\n`);
  }
  if (!quiet) stdout.write(drift.length === 0 ? noDrift(paths.size) : remedy(drift, isSample));
  return drift.length === 0 ? 0 : 1;
}

const noDrift = (files: number) => `${plural(files, 'file')} as the specifications say\n`;

function remedy(drift: readonly Drift[], isSample: boolean): string {
  const command = isSample ? '"npm run slo -- build"' : 'the same command without --check';
  const removes = drift.some(({ kind }) => kind === 'not generated any more');
  const fixes = `writes them anew${removes ? ' and deletes what is not generated any more' : ''}`;
  return `${plural(drift.length, 'file')} drifted; ${command} ${fixes}\n`;
}
