import fc from 'fast-check';
import { EXPRESS_VERSIONS } from '../express-versions.test.support';
import type { Layer } from './express-internals';
import { learnPattern } from './learned-pattern';

const older = EXPRESS_VERSIONS.find(({ name }) => name.includes('2.2'))?.load();

/** What router 2.2 makes of a mount's pattern. */
function matcherOf(pattern: string) {
  const router = older?.Router().use(pattern, (_request, _response, next) => next());
  const [layer] = (router?.stack ?? []) as readonly unknown[] as readonly Layer[];
  const [matcher] = layer?.matchers ?? [];
  if (matcher === undefined) throw new Error(`${pattern} has no matcher`);
  return matcher;
}

const PATTERNS = ['/t/:a', '/:a-:b', '/:a.:b/t', '/t/:a/:b', '/t/*a', '/:a/t/*b'];
const value = fc.oneof(fc.constantFrom('t', 'T', 'param0marker', 'a-b'), fc.string({ minLength: 1 }));

const values = fc.record({ a: value, b: value });

test('a pattern that is learned is the one that was mounted, whatever the client wrote', () => {
  let learned = 0;
  fc.assert(
    fc.property(fc.constantFrom(...PATTERNS), values, (mounted, { a, b }) => {
      const path = mounted
        .replace(/[:*]a/, () => encodeURIComponent(a))
        .replace(/[:*]b/, () => encodeURIComponent(b));
      const pattern = learnPattern(matcherOf(mounted), path);
      if (pattern !== undefined) learned++;
      expect([undefined, mounted]).toContain(pattern);
    }),
    { numRuns: 2_000 },
  );
  expect(learned).toBeGreaterThan(500);
});
