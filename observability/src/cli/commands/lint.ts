import { checkSpecs, hasErrors } from '../check';
import { compilerNotes } from '../outputs';
import type { Environment } from '../environment';
import type { SharedOptions } from '../options';
import { countProblems, plural, showNotes, showProblem } from '../terminal/findings';
import { styleFor } from '../terminal/style';

/** Says what is wrong with specifications. Returns 1 when anything is, warnings included. */
export function lint(
  specs: readonly string[],
  options: SharedOptions & { readonly json?: boolean },
  environment: Environment,
): number {
  const { stdout, env } = environment;
  const checked = checkSpecs(specs, options, environment);
  const { slos, problems, sources } = checked;
  const notes = [...checked.notes, ...(hasErrors(checked) ? [] : compilerNotes(slos, options))];
  if (options.json) {
    stdout.write(`${JSON.stringify({ problems, notes }, null, 2)}\n`);
    return problems.length === 0 ? 0 : 1;
  }
  const style = styleFor(stdout, env);
  for (const problem of problems) stdout.write(showProblem(problem, style));
  if (!options.quiet) stdout.write(showNotes(notes, style));
  const read = `${plural(slos.length, 'SLO')} in ${plural(sources.length, 'file')}`;
  if (options.quiet) return problems.length === 0 ? 0 : 1;
  if (problems.length === 0) stdout.write(`${style('green', 'fine')}: ${read}\n`);
  else stdout.write(`${countProblems(problems)} in ${plural(sources.length, 'file')}\n`);
  return problems.length === 0 ? 0 : 1;
}
