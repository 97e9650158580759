import { SIZE_BOUNDS } from '../sizes';
import type { DjangoSource } from './django-source';
import type { PlainFamily } from './family';
import { goFloat } from './go-float';
import { sum } from './plain-family';

/** Sizes of all bodies without those that were streamed, which Django does not have in memory to measure. */
export function inMemoryBodies({ ledger, record, sizeBounds }: DjangoSource): PlainFamily {
  const { layout, cells } = ledger;
  const name = 'django_http_responses_body_total_bytes';
  return {
    name,
    help: 'Histogram of responses by body size.',
    type: 'histogram',
    samples: () => {
      const kept = record.streamedSizes.map((streamed, bucket) => {
        return sum(cells.map(({ values }) => values[layout.responseSizes + bucket] as number)) - streamed;
      });
      const upTo = (bound: number) => sum([...kept.slice(0, SIZE_BOUNDS.indexOf(bound) + 1)]);
      const bytes =
        sum(cells.map(({ values }) => values[layout.responseBytes] as number)) - record.streamedBytes;
      const count = sum([...kept]);
      return [
        ...sizeBounds.map((bound) => ({
          metricName: `${name}_bucket`,
          labels: { le: goFloat(bound) },
          value: upTo(bound),
        })),
        { metricName: `${name}_bucket`, labels: { le: '+Inf' }, value: count },
        { metricName: `${name}_sum`, labels: {}, value: bytes },
        { metricName: `${name}_count`, labels: {}, value: count },
      ];
    },
  };
}
