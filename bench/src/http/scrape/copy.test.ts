import { copyOf } from './copy';

test.each([0, 1, 256 * 1024, 256 * 1024 + 1, 1_000_000])('%i bytes, in new memory', async (length) => {
  const finished = Buffer.alloc(length, 'abcdefg');
  const copied = await copyOf(finished);
  expect(Buffer.concat(copied).equals(finished)).toBe(true);
  expect(copied.every(({ buffer }) => buffer !== finished.buffer)).toBe(true);
});
