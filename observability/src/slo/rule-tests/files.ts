import type { CompiledSlo } from '../compile';
import { promDuration } from '../duration';
import type { Note, Slo } from '../model';
import { note } from '../notes';
import { intervalSeconds, type CompileOptions } from '../options';
import { minimumErrors } from '../rules/alerts/enough-errors';
import { slowBurn, totalOutage } from './cases/burn';
import { counterReset, firstError, noneGood, notRecorded, targetLost, zeroTraffic } from './cases/data';
import { groupWithoutErrors } from './cases/groups';
import { healthy } from './cases/healthy';
import { oneFailure } from './cases/low-traffic';
import { baseRange, range } from './cases/ranges';
import { threshold } from './cases/thresholds';
import type { TestContext } from './context';
import type { PromtoolFile, PromtoolTest } from './promtool';
import { alertsOf } from './rules';
import { rawTraffic } from './traffic/series';

/** promtool holds at most 10 000 samples of a series; windows beyond this many seconds are tested every five minutes. */
const longestFine = 21_600;
const coarseSeconds = 300;
/** Windows up to this many seconds are measured; the tests of longer ones would take long themselves. */
const longestRange = 3_600;

/** The unit tests of one SLO's rules: fine ones at the rules' own interval, coarse ones for windows of days. */
export interface RuleTests {
  readonly fine?: PromtoolFile;
  readonly coarse?: PromtoolFile;
  readonly notes: readonly Note[];
}

/** Why an SLO gets no rule tests; empty where it gets them. Renders nothing. */
export const ruleTestNotes = (slo: Slo): readonly Note[] =>
  rawTraffic(slo) ? [] : [note('tests-left-out', slo.position, { slo: slo.name })];

/** Writes promtool tests for an SLO. `rulesPath` is where its rules lie, relative to the tests. */
export function ruleTests(compiled: CompiledSlo, options: CompileOptions, rulesPath: string): RuleTests {
  const { slo, plan } = compiled;
  const traffic = rawTraffic(slo);
  if (!traffic) return { notes: ruleTestNotes(slo) };
  const context = (evaluationSeconds: number): TestContext => ({
    compiled,
    options,
    traffic,
    evaluationSeconds,
  });
  const file = (evaluationSeconds: number, tests: readonly PromtoolTest[]): PromtoolFile => ({
    rule_files: [rulesPath],
    evaluation_interval: promDuration(evaluationSeconds),
    ...(compiled.groups.length > 2 && { group_eval_order: compiled.groups.map(({ name }) => name) }),
    tests,
  });
  const fine = context(intervalSeconds);
  const coarse = context(coarseSeconds);
  const long = plan.pairs.filter(({ longSeconds }) => longSeconds > longestFine);
  return {
    fine: file(intervalSeconds, fineTests(fine)),
    ...(long.length > 0
      ? {
          coarse: file(
            coarseSeconds,
            long.map((pair) => slowBurn(coarse, pair)),
          ),
        }
      : {}),
    notes: [],
  };
}

function fineTests(context: TestContext): PromtoolTest[] {
  const { slo, plan } = context.compiled;
  const counted = slo.sli.kind === 'events';
  const occurrences = slo.budgeting.method === 'occurrences';
  const counters = slo.sli.kind === 'events' && slo.sli.counter;
  const interval = intervalSeconds;
  // Shorter windows hold too few evaluations to be told apart; longer ones show in when their alerts fire.
  const windows = plan.windows.filter((window) => window >= 8 * interval && window <= longestRange);
  const short = plan.pairs.filter(({ longSeconds }) => longSeconds <= longestFine);
  return [
    healthy(context),
    ...short.slice(0, 1).map((pair) => totalOutage(context, pair)),
    ...short.map((pair) => slowBurn(context, pair)),
    ...(occurrences ? plan.pairs.flatMap((pair) => threshold(context, pair)) : []),
    ...(counters ? [baseRange(context)] : []),
    ...(counters && occurrences ? windows.map((window) => range(context, window)) : []),
    ...(counted ? [zeroTraffic(context)] : []),
    ...(slo.sli.kind === 'events' && slo.sli.counts === 'good' ? [noneGood(context)] : []),
    ...(counted && occurrences ? [firstError(context), counterReset(context)] : []),
    ...(alertsOf(context.compiled, 'SLONoData').length > 0 ? [targetLost(context)] : []),
    ...(counters && alertsOf(context.compiled, 'SLONotRecorded').length > 0 ? [notRecorded(context)] : []),
    ...(minimumErrors(slo) > 1 && occurrences ? [oneFailure(context)] : []),
    ...(slo.groupBy.length > 0 && occurrences ? [groupWithoutErrors(context)] : []),
  ];
}
