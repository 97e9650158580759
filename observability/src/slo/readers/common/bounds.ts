import { decimal } from '../../decimal';
import { problem, type Place, type Problem } from '../../errors';
import type { EventSli } from '../../model';
import { readQuery } from '../../promql';
import type { EventsInput } from './events';
import { placeIn } from './query';
import { bucketsIn } from './shape';

/** Notes the bound of a latency SLI: the one bucket that its good events are in. */
export function withLatency(sli: EventSli): EventSli {
  const [bucket, ...others] = bucketsIn(sli.query);
  if (sli.counts !== 'good' || others.length > 0 || !bucket?.bound || !/^[\d.]+$/.test(bucket.bound))
    return sli;
  return { ...sli, latency: { histogram: bucket.histogram, threshold: decimal(bucket.bound) } };
}

/** Finds the bounds that the queries choose; reading buckets without choosing one is a problem. */
export function readBounds(
  { query, total }: Pick<EventsInput, 'query' | 'total'>,
  problems: Problem[],
): ReadonlyMap<number, Place> | undefined {
  const uses = [query, total].flatMap((placed) =>
    bucketsIn(readQuery(placed.text)).map((use) => ({ ...use, at: placeIn(placed, use.offset) })),
  );
  const unbound = uses.filter(({ bound }) => bound === undefined);
  problems.push(...unbound.map(({ histogram, at }) => problem('latency-without-le', at, { histogram })));
  return unbound.length > 0 ? undefined : new Map(uses.map(({ bound, at }) => [Number(bound), at]));
}
