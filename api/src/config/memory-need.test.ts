import { loadConfig } from './load-config';
import { heapNeed, memoryNeed, memoryProblems, sumOf } from './memory-need';

const mebibyte = 1024 * 1024;
const config = loadConfig({});
const heapLimit = 256 * mebibyte;

it('the default settings fit into V8’s default heap of a container of 512 MiB, and into the container', () => {
  expect(memoryProblems(config, { heapLimit: 259 * mebibyte, containerLimit: 512 * mebibyte })).toEqual([]);
});

it.each([
  ['BODY_MEMORY_BYTES', 512 * mebibyte],
  ['MAX_ENVELOPE_BYTES', 100 * mebibyte],
  ['MAX_CONNECTIONS', 50_000],
] as const)('a %s that the container has no room for is named', (name, value) => {
  const changed = { ...config, [name]: value };
  const problems = memoryProblems(changed, { heapLimit: 8192 * mebibyte, containerLimit: 8500 * mebibyte });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('The container has 8500 MiB');
  expect(problems[0]).toContain(name);
});

it.each([
  ['PROJECT_KEY_CACHE_SIZE', 1_000_000],
  ['MAX_EVENT_BYTES', 60 * mebibyte],
] as const)('a %s that V8’s heap has no room for is named', (name, value) => {
  const [problem, ...others] = memoryProblems(
    { ...config, [name]: value },
    { heapLimit, containerLimit: undefined },
  );
  expect(others).toEqual([]);
  expect(problem).toContain("V8's heap may grow to 256 MiB");
  expect(problem).toContain(name);
});

it('adds up what is listed', () => {
  const parts = memoryNeed(config, heapLimit);
  expect(sumOf(parts)).toBe(parts.reduce((sum, { bytes }) => sum + bytes, 0));
  expect(sumOf(heapNeed(config))).toBeLessThan(heapLimit);
});

it('needs no more for a larger pool: large events take several of its turns', () => {
  const wide = loadConfig({ DATABASE_POOL_SIZE: '80' });
  expect(sumOf(heapNeed(wide))).toBe(sumOf(heapNeed(config)));
});
