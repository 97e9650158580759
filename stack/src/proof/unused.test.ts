import { unusedOf } from './unused';

test('families that nothing reads, by what they are for', () => {
  const exposed = [
    'a_seconds_bucket',
    'a_seconds_count',
    'a_seconds_sum',
    'b_total',
    'django_x_total',
    'process_heap_bytes',
    'scrape_duration_seconds',
    'up',
  ];
  expect(unusedOf(exposed, new Set(['a_seconds_sum']))).toMatchObject([
    { metrics: ['django_x_total'], reason: expect.stringContaining('django-prometheus') as string },
    { metrics: ['process_heap_bytes'] },
    { metrics: ['b_total'] },
  ]);
});
