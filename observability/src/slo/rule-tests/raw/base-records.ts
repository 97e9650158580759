import { baseSeconds, intervalSeconds } from '../../options';
import { eventRecords } from '../../rules/identity';
import { near, ofGroup, silent } from '../checks';
import type { PromtoolCheck, PromtoolTest } from '../promtool';
import { alertsOf } from '../rules';
import type { Stretch } from '../traffic/values';
import { lossChecks } from './loss';
import { rawTest, usualRate, type RawContext } from './raw-test';
import { inStep, onEvaluation, settled, timesOf, type Times } from './times';

const errors = 0.2;

/** The life of counters: no traffic, traffic, a restart, lost targets, and back. The base records and alerts follow. */
export function baseRecords(context: RawContext): PromtoolTest {
  const times = timesOf(context.options);
  const { traffic, restart, lost, back, end } = times;
  const stretches: readonly Stretch[] = [
    { seconds: traffic, rate: 0 },
    { seconds: restart - traffic, errors },
    { seconds: lost - restart, errors, restart: true },
    { seconds: back - lost, errors, gone: true },
    { seconds: end - back, errors },
  ];
  return rawTest(context, 'the base records', stretches, [
    ...context.groups.flatMap((_, group) => valueChecks(context, times, group)),
    ...lossChecks(context, times),
    ...alertsOf(context.compiled, 'SLONotRecorded').flatMap((rule) =>
      [traffic, lost, times.paged].map((at) => silent(rule, at)),
    ),
  ]);
}

function valueChecks(context: RawContext, { traffic, restart, lost }: Times, group: number): PromtoolCheck[] {
  const { compiled, options } = context;
  const [base, rate] = [baseSeconds(options), usualRate(compiled.slo)];
  const records = eventRecords(compiled.slo);
  const shares = { total: 1, errors: group === 0 ? errors : 0 };
  return (['total', 'errors'] as const).flatMap((record) => {
    const series = ofGroup(context, records[record], group);
    const value = rate * shares[record];
    const within = (share: number) => Math.max(value * share, 1e-6);
    const half = Math.round(base / 2 / intervalSeconds) * intervalSeconds;
    // Prometheus 3 leaves the sample at the begin of a range out, Prometheus 2 takes it in.
    const [newer, older] = [half / (base - options.scrapeSeconds), half / base];
    return [
      near(series, traffic, 0, 1e-9),
      ...(inStep(options)
        ? [near(series, traffic + half, (value * (newer + older)) / 2, within((newer - older) / 2 + 0.01))]
        : []),
      near(series, traffic + settled(options), value, within(0.01)),
      near(series, onEvaluation(restart + base / 2), value, within(0.05)),
      near(series, lost, value, within(0.05)),
    ];
  });
}
