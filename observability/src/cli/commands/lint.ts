import { byPlace } from '../../slo/errors';
import { checkSpecs, hasErrors } from '../check';
import { compilerNotes } from '../outputs';
import type { Environment } from '../environment';
import type { SharedOptions } from '../options';
import { liveLint } from '../prometheus/live-lint';
import { countProblems, plural, showNotes, showProblem } from '../terminal/findings';
import { styleFor } from '../terminal/style';

export interface GivenLintOptions {
  readonly json?: boolean;
  /** A running Prometheus to hold the specifications against. */
  readonly prometheus?: URL;
  /** Sent with each request to it. */
  readonly header?: readonly (readonly [name: string, value: string])[];
}

/**
 * Says what is wrong with specifications, and with what a running Prometheus has of them. Returns 1 when anything is, warnings
 * included.
 */
export async function lint(
  specs: readonly string[],
  options: SharedOptions & GivenLintOptions,
  environment: Environment,
): Promise<number> {
  const { stdout, env } = environment;
  const checked = checkSpecs(specs, options, environment);
  const { slos, sources } = checked;
  const live = hasErrors(checked) ? { problems: [], notes: [] } : await liveLint(slos, options);
  const problems = [...checked.problems, ...live.problems].sort(byPlace);
  const notes = [
    ...checked.notes,
    ...(hasErrors(checked) ? [] : compilerNotes(slos, options)),
    ...live.notes,
  ];
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
