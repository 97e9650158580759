import type { Place } from '../errors';
import type { MetricUse } from '../metrics/uses';
import type { SpecifiedSlo } from '../readers';

/** Where the query with a use of a metric was written. */
export const placeOf = ({ places }: SpecifiedSlo, { side }: Pick<MetricUse, 'side'>): Place =>
  side === 'total' ? (places.total ?? places.query) : places.query;
