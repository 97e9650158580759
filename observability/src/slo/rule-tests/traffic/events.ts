import type { EventSli } from '../../model';
import type { Selector } from '../../promql';
import type { Labels } from '../context';
import { linearTerms, Unknown, type Term } from './linear';
import { chooses, seriesFor, type NamedSeries } from './names';
import type { RawSeries } from './series';

type Made = Omit<RawSeries, 'group'>;

/** How often the two queries of an SLI count the events of a series. */
interface Counted {
  readonly series: NamedSeries;
  readonly total: number;
  readonly query: number;
}

/** Makes up series of good and bad events, such that the queries of an SLI count exactly those. */
export function eventSeries(sli: EventSli, labels: Labels): readonly Made[] | Unknown {
  const [total, query] = [linearTerms(sli.total), linearTerms(sli.query)];
  if (total instanceof Unknown) return total;
  if (query instanceof Unknown) return query;
  if (!sli.counter) return new Unknown('gauges');
  const counted = seriesOf(total, query, labels).map((series) => ({
    series,
    total: countOf(series, total),
    query: countOf(series, query),
  }));
  const made = shared(sli, counted);
  return isExact(sli, counted, made) ? made : new Unknown(sli.query.text);
}

const countOf = (series: NamedSeries, terms: readonly Term[]) =>
  terms.reduce((sum, { factor, selector }) => sum + (chooses(selector, series) ? factor : 0), 0);

/** A series for each selector: those of the counted events, and those of all others. */
function seriesOf(total: readonly Term[], query: readonly Term[], labels: Labels): readonly NamedSeries[] {
  const [all, some] = [total, query].map((terms) => terms.map(({ selector }) => selector)) as [
    Selector[],
    Selector[],
  ];
  const both = (one: Selector) =>
    all
      .filter(({ metric }) => metric === one.metric)
      .map(({ metric, matchers }) => ({ metric, matchers: [...matchers, ...one.matchers] }));
  const found = [
    ...all.map((one) => seriesFor(one, some, labels)),
    ...some.map(
      (one) =>
        both(one)
          .map((narrow) => seriesFor(narrow, [], labels))
          .find((series) => series !== undefined) ?? seriesFor(one, [], labels),
    ),
  ];
  return [...new Map(found.flatMap((one) => (one ? [[one.name, one] as const] : []))).values()];
}

/** Which events each series counts. Where one is counted by both queries, series of the total are those of the other events. */
function shared({ counts }: EventSli, counted: readonly Counted[]): readonly Made[] {
  const parts = counted.some(({ total, query }) => total > 0 && query > 0);
  const ofQuery = counts === 'errors' ? 'bad' : 'good';
  const ofRest = !parts ? 'all' : counts === 'errors' ? 'good' : 'bad';
  const shareOf = ({ query }: Counted) => (query > 0 ? ofQuery : ofRest);
  return counted.map((one) => {
    const share = shareOf(one);
    const weight = one.query > 0 ? one.query : one.total;
    const alike = counted.filter((other) => shareOf(other) === share && isCounted(other));
    return { name: one.series.name, share, factor: isCounted(one) ? 1 / (weight * alike.length) : 0 };
  });
}

const isCounted = ({ total, query }: Counted) => total > 0 || query > 0;

/** Whether the queries count what the series say: at any share of errors, all events and the bad or good ones. */
function isExact({ counts }: EventSli, counted: readonly Counted[], made: readonly Made[]): boolean {
  return [0, 0.25, 1].every((errors) => {
    const shares = { good: 1 - errors, bad: errors, all: 1 } as const;
    const sum = (times: (one: Counted) => number) =>
      counted.reduce((all, one, index) => {
        const { share, factor } = made[index] ?? { share: 'all', factor: 0 };
        const part = share === 'good' || share === 'bad' || share === 'all' ? shares[share] : 0;
        return all + times(one) * part * factor;
      }, 0);
    const expected = counts === 'errors' ? errors : 1 - errors;
    return (
      Math.abs(sum(({ total }) => total) - 1) < 1e-9 && Math.abs(sum(({ query }) => query) - expected) < 1e-9
    );
  });
}
