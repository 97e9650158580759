import { hitsOf } from './hits';
import { lateShare } from './late';

test('errors burn the availability of what they touch', () => {
  expect(hitsOf('errors', { share: 0.1, scope: 'ingest', status: 503 })).toEqual([
    { slo: 'ingest-availability', errorShare: 0.1 },
  ]);
  expect(hitsOf('database-gone', {})).toEqual([
    { slo: 'ingest-availability', errorShare: 1 },
    { slo: 'api-availability', errorShare: 1 },
  ]);
});

test('waiting burns latency, by the share that waits too long', () => {
  expect(hitsOf('latency', { ms: 800, jitter: 0, scope: 'api' })).toEqual([
    { slo: 'api-latency', errorShare: 1 },
  ]);
  expect(lateShare(200, 0)).toBe(0);
  expect(lateShare(250, 100)).toBe(0.5);
  expect(lateShare(600, 100)).toBe(1);
});

test('a database that is a little slow makes only those answers late that need several statements', () => {
  const [ingest, api] = hitsOf('database-slow', { ms: 100 });
  expect(ingest).toEqual({ slo: 'ingest-latency', errorShare: 0 });
  expect(api?.slo).toBe('api-latency');
  expect(api?.errorShare).toBeCloseTo(0.69);
});

test('what other alerts see burns nothing', () => {
  expect(hitsOf('api-down', {})).toEqual([]);
  expect(hitsOf('token-rotated', {})).toEqual([]);
});
