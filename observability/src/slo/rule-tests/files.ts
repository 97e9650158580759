import type { CompiledSlo } from '../compile';
import { promDuration } from '../duration';
import type { Note, Slo } from '../model';
import { note } from '../notes';
import { intervalSeconds, type CompileOptions } from '../options';
import { madeUpGroups, type TestContext } from './context';
import type { PromtoolFile, PromtoolTest } from './promtool';
import { rawTests } from './raw/tests';
import { recordedTests } from './recorded/tests';
import { recordedStep } from './recorded/steps';
import { waits, waitStep } from './recorded/waits';
import { Unknown } from './traffic/linear';
import { rawTraffic } from './traffic/series';

/** The unit tests of one SLO's rules, by what they are about; each file is evaluated at a step of its own. */
export interface RuleTests {
  /** The base records and the alerts about data, from raw series. */
  readonly data?: PromtoolFile;
  /** The windows, the alerts and the budget, from made-up base records. */
  readonly windows?: PromtoolFile;
  /** How long alerts wait to fire and to end, from made-up base records. */
  readonly waits?: PromtoolFile;
  readonly notes: readonly Note[];
}

/** What the tests of an SLO leave out, and why; empty where that is nothing. Renders nothing. */
export function ruleTestNotes(slo: Slo): readonly Note[] {
  const traffic = rawTraffic(slo);
  return traffic instanceof Unknown
    ? [note('tests-left-out', slo.position, { slo: slo.name, construct: traffic.construct })]
    : [];
}

/** Writes promtool tests for an SLO. `rulesPath` is where its rules lie, relative to the tests. */
export function ruleTests(compiled: CompiledSlo, options: CompileOptions, rulesPath: string): RuleTests {
  const { slo, plan } = compiled;
  const context: TestContext = { compiled, options, groups: madeUpGroups(slo.groupBy) };
  const file = (step: number, tests: readonly PromtoolTest[]): PromtoolFile => ({
    rule_files: [rulesPath],
    evaluation_interval: promDuration(step),
    group_eval_order: compiled.groups.map(({ name }) => name),
    tests,
  });
  const step = waitStep(context);
  const data = rawTests(context);
  return {
    ...(data.length > 0 ? { data: file(intervalSeconds, data) } : {}),
    windows: file(recordedStep(plan), recordedTests(context)),
    ...(step === undefined ? {} : { waits: file(step, [waits(context, step)]) }),
    notes: ruleTestNotes(slo),
  };
}
