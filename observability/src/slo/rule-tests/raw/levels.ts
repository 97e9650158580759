import { eventRecords } from '../../rules/identity';
import { near, ofGroup } from '../checks';
import type { PromtoolCheck, PromtoolTest } from '../promtool';
import { lossChecks } from './loss';
import { rawTest, type RawContext } from './raw-test';
import { timesOf } from './times';

const errors = 0.2;

/** The life of levels between 0 and 1: some errors, lost targets, and back. The base records and alerts follow. */
export function levelRecords(context: RawContext): PromtoolTest {
  const times = timesOf(context.options);
  const { lost, back, end } = times;
  const stretches = [
    { seconds: lost, errors },
    { seconds: back - lost, gone: true },
    { seconds: end - back, errors },
  ];
  return rawTest(context, 'the base records', stretches, [
    ...context.groups.flatMap((_, group) => valueChecks(context, lost, group)),
    ...lossChecks(context, times),
  ]);
}

/** Each sample of a gauge is an event; a ratio is one event at each evaluation. */
function valueChecks(context: RawContext, at: number, group: number): PromtoolCheck[] {
  const { compiled, options } = context;
  const records = eventRecords(compiled.slo);
  const total = ofGroup(context, records.total, group);
  const ratio = `${ofGroup(context, records.errors, group)} / ${total}`;
  const checkTotal =
    compiled.slo.sli.kind === 'gauge'
      ? // Prometheus 2 counts the samples at both ends of a range, five for four scrapes.
        near(total, at, 1.125 / options.scrapeSeconds, 0.13 / options.scrapeSeconds)
      : near(total, at, 1, 1e-9);
  return [checkTotal, near(ratio, at, group === 0 ? errors : 0, 1e-6)];
}
