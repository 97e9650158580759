import { problem } from '../../errors';
import { recordedName } from '../../metrics/recorded';
import { note } from '../../notes';
import { readQuery, selectorsOf, summed, type QueryTemplate } from '../../promql';
import type { Collected } from '../reading';
import type { PlacedQuery } from './query';

/** A selector that is read as the counter or the gauge that it is. */
const raw = 'raw';

/** Whether a query reads nothing but recorded rates, so that it needs no window. */
export const readsRecorded = ({ promql }: QueryTemplate): boolean =>
  selectorsOf(promql).every(({ metric }) => {
    const operation = recordedName(metric)?.operation;
    return operation === 'rate' || operation === 'increase';
  });

/**
 * A bare selector of a recorded rate, which is a number of events per second already, as the query that reads it: `sum` of its
 * value. What is recorded and no number of events is a problem. `raw` for any other selector.
 */
export function readRecorded(
  query: PlacedQuery,
  selector: string,
  groupBy: readonly string[],
  { problems, notes }: Pick<Collected, 'problems' | 'notes'>,
): QueryTemplate | typeof raw | undefined {
  const metric = selectorsOf(selector)[0]?.metric ?? '';
  const { operation, seconds } = recordedName(metric) ?? {};
  if (operation === undefined) return raw;
  if (operation === 'value') {
    problems.push(
      problem('query-shape', query.at, {
        field: query.field,
        found: `the recorded ratio or mean "${metric}"`,
        expected: 'a number of events',
        remedy:
          'name the counters that it is recorded from; or write the SLI as a ratio ("raw") if it is one of errors',
      }),
    );
    return undefined;
  }
  const window =
    seconds === undefined ? 'its own window' : `its own window of ${metric.slice(metric.search(/\d\w*$/))}`;
  notes.push(note('recorded-rate', query.at, { metric, window }));
  const perSecond = operation === 'increase' && seconds !== undefined ? ` / ${seconds}` : '';
  return readQuery(`${summed(groupBy, selector)}${perSecond}`);
}
