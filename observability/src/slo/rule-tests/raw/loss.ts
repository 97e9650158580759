import { baseSeconds } from '../../options';
import { eventRecords } from '../../rules/identity';
import { active, holds, silent } from '../checks';
import type { TestContext } from '../context';
import type { PromtoolCheck, PromtoolTest } from '../promtool';
import { alertsOf } from '../rules';
import { rawTest, type RawContext } from './raw-test';
import { settled, timesOf, type Times } from './times';

/** When all targets are gone, nothing is recorded any more, and SLONoData pages until they are back. */
export function lossChecks(context: TestContext, times: Times): PromtoolCheck[] {
  const { compiled, options } = context;
  // A ratio that is read as it is stays for the five minutes after which Prometheus forgets a series.
  const records = compiled.slo.sli.kind === 'ratio' ? [] : Object.values(eventRecords(compiled.slo));
  return [
    ...noDataChecks(context, times),
    ...records.map((record) => holds(context, record, times.lost + settled(options), [])),
  ];
}

function noDataChecks(context: TestContext, { lost, waiting, paged, back, end }: Times): PromtoolCheck[] {
  const { compiled, options } = context;
  const isWaiting = waiting < lost + 2 * baseSeconds(options);
  return alertsOf(compiled, 'SLONoData').flatMap((rule) => [
    silent(rule, lost),
    ...(isWaiting ? [active(context, rule, waiting, 'pending')] : []),
    active(context, rule, paged),
    active(context, rule, back),
    silent(rule, end),
  ]);
}

/** Series of which is only known that they are there, and then are not. */
export function targetsLost(context: RawContext): PromtoolTest[] {
  const times = timesOf(context.options);
  const checks = noDataChecks(context, times);
  const { lost, back, end } = times;
  const stretches = [{ seconds: lost }, { seconds: back - lost, gone: true }, { seconds: end - back }];
  return checks.length === 0 ? [] : [rawTest(context, 'lost targets', stretches, checks)];
}
