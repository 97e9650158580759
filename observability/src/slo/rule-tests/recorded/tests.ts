import type { TestContext } from '../context';
import type { PromtoolTest } from '../promtool';
import { budgetSpent } from './budget';
import { phases } from './calendar';
import { everyWindow } from './every-window';
import { noTraffic } from './no-traffic';
import { pairLevels } from './pair';
import { slices } from './slices';
import { twoWriters } from './writers';

/** The tests over made-up base records. */
export const recordedTests = (context: TestContext): readonly PromtoolTest[] => [
  everyWindow(context),
  noTraffic(context),
  ...context.compiled.plan.pairs.map((pair) => pairLevels(context, pair)),
  ...budgetSpent(context),
  ...twoWriters(context),
  ...slices(context),
  ...phases(context),
];
