import { eventRecords } from '../../rules/identity';
import { near, ofGroup } from '../checks';
import type { PromtoolTest } from '../promtool';
import { rawTest, usualRate, type RawContext } from './raw-test';
import { settled } from './times';

const errors = 0.5;

/** Before the first error ever there are none, not no data; then the first ones count. */
export function noErrorYet(context: RawContext): PromtoolTest {
  const { compiled, options } = context;
  const record = ofGroup(context, eventRecords(compiled.slo).errors);
  const rate = usualRate(compiled.slo);
  const clean = settled(options);
  return rawTest(
    context,
    'no error yet',
    [
      { seconds: clean, withoutSeries: 'bad' },
      { seconds: 2 * clean, errors },
    ],
    [near(record, clean, 0, 1e-9), near(record, 3 * clean, rate * errors, rate * errors * 0.01)],
  );
}

/** No good event has been counted yet, so their series does not exist: all events are bad, not absent. */
export function noGoodYet(context: RawContext): PromtoolTest {
  const { compiled, options } = context;
  const records = eventRecords(compiled.slo);
  const at = settled(options);
  const ratio = `${ofGroup(context, records.errors)} / ${ofGroup(context, records.total)}`;
  return rawTest(
    context,
    'no good event yet',
    [{ seconds: at, errors: 1, withoutSeries: 'good' }],
    [near(ratio, at, 1, 1e-9)],
  );
}
