import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { writeOpenSlo, type SpecifiedSlo } from '../../slo/readers';
import { checkSpecs, hasErrors } from '../check';
import { UsageError, type Environment } from '../environment';
import { StagedFiles } from '../files/output-folder';
import { standardStream } from '../files/specs';
import type { SharedOptions } from '../options';
import { countProblems, displayPath, plural, showNotes, showProblem } from '../terminal/findings';
import { styleFor } from '../terminal/style';

/** Writes specifications of other dialects as OpenSLO v1. Returns 1 for errors in them; notes go to stderr. */
export function importSpecs(
  specs: readonly string[],
  options: SharedOptions & { readonly out?: string },
  environment: Environment,
): number {
  const { stdout, stderr, env, cwd } = environment;
  const style = styleFor(stderr, env);
  const checked = checkSpecs(specs, options, environment);
  for (const problem of checked.problems) stderr.write(showProblem(problem, style));
  if (!options.quiet) stderr.write(showNotes(checked.notes, style));
  if (hasErrors(checked)) {
    stderr.write(`${countProblems(checked.problems)}; nothing is written\n`);
    return 1;
  }
  const text = checked.slos.map(asDocument).join('---\n');
  if (options.out === undefined || options.out === standardStream) {
    stdout.write(text);
    return 0;
  }
  const file = resolve(cwd, options.out);
  const staged = new StagedFiles(false);
  try {
    staged.put(file, text);
    staged.commit();
  } catch (error) {
    throw new UsageError(`cannot write ${displayPath(file, environment)}: ${(error as Error).message}`);
  }
  if (options.quiet) return 0;
  stderr.write(`${plural(checked.slos.length, 'SLO')} in ${displayPath(file, environment)}\n`);
  return 0;
}

const asDocument = ({ slo }: SpecifiedSlo): string => stringify(writeOpenSlo(slo), { lineWidth: 0 });
