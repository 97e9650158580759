import { growthOf, median, slopeOf } from './growth';
import { groupsOf, type Sample } from './samples';

const megabyte = 1024 * 1024;
const soakOf = (requests: number, memoryAt: (made: number) => number, group = 'api'): Sample[] =>
  Array.from({ length: 61 }, (_, index) => {
    const made = (index * requests) / 60;
    return {
      requests: made,
      seconds: index,
      groups: { [group]: { memory: memoryAt(made), files: 30, sockets: 9 } },
    };
  });
const memoryOf = (samples: Sample[]) => growthOf(samples).find(({ measure }) => measure === 'memory');

test('a leak of 23 kB a request is growth, in a short soak too', () => {
  const leak = (made: number): number => 250 * megabyte + 23_000 * made;
  expect(memoryOf(soakOf(15_000, leak))).toMatchObject({ grows: true, slope: 23_000_000 });
  expect(memoryOf(soakOf(100_000, leak))).toMatchObject({ grows: true, limit: 1.1 });
});

test('a leak is growth in a process that is large from its start', () => {
  const leak = (made: number): number => 437 * megabyte + 11_000 * made;
  expect(memoryOf(soakOf(15_000, leak, 'embedded database'))).toMatchObject({ grows: true });
});

test('what a heap still takes in a short soak is a leak in a long one', () => {
  const rising = (made: number): number => 437 * megabyte + 5_000 * made;
  expect(memoryOf(soakOf(15_000, rising, 'demo'))).toMatchObject({ grows: false });
  expect(memoryOf(soakOf(100_000, rising, 'demo'))).toMatchObject({ grows: true });
});

test('a warm-up, peaks and noise are none', () => {
  const noisy = (made: number): number =>
    200 * megabyte * Math.min(1, 0.5 + made / 4_000) +
    (made % 7) * megabyte +
    (made % 9_000 === 0 ? 900 * megabyte : 0);
  expect(memoryOf(soakOf(15_000, noisy))).toMatchObject({ grows: false });
});

test('what is reported only never fails', () => {
  expect(memoryOf(soakOf(15_000, (made) => 1 + made, 'prometheus'))).toMatchObject({ grows: false });
});

test('a window without a sample is a failure, not a pass', () => {
  expect(memoryOf(soakOf(15_000, () => 1).slice(30))).toMatchObject({ grows: true });
});

test('open files may grow by a few', () => {
  const filesTo = (last: number) =>
    growthOf(
      soakOf(15_000, () => 1).map((sample, index) => ({
        ...sample,
        groups: { api: { memory: 1, sockets: 1, files: index < 30 ? 30 : last } },
      })),
    ).find(({ measure }) => measure === 'files');
  expect(filesTo(40)).toMatchObject({ grows: false });
  expect(filesTo(60)).toMatchObject({ grows: true });
});

test('medians and slopes', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1])).toBe(2.5);
  const straight = Array.from({ length: 9 }, (_, x) => [x, 2 * x] as const);
  expect(slopeOf([...straight, [9, 1000]])).toBe(2);
  expect(slopeOf([[1, 1]])).toBe(0);
});

test('the embedded database is apart from the API, and has its disk', () => {
  const process = { pid: 1, memory: 5, files: 2, sockets: 1 };
  const usage = {
    processes: [
      { ...process, command: 'node api.js' },
      { ...process, command: 'node /app/api/dist/store/embedded/child.js /data' },
    ],
    disk: 7,
    log: 3,
  };
  expect(groupsOf('api', usage, 10)).toEqual([
    ['api', { memory: 5, files: 2, sockets: 1, series: 10, log: 3 }],
    ['embedded database', { memory: 5, files: 2, sockets: 1, disk: 7 }],
  ]);
});
