import fc from 'fast-check';
import { parseBoundedJson } from './bounded-json';

const parse = (text: string, depth = 3, nodes = 10) => parseBoundedJson(Buffer.from(text), { depth, nodes });

describe('JSON within bounds', () => {
  it.each([
    ['[[[]]]', true],
    ['[[[[]]]]', false],
    ['{"a":{"b":{}}}', true],
    ['{"a":{"b":{"c":{}}}}', false],
    ['[[],[],[]]', true],
    ['"[[[[[[[["', true],
    ['["\\"[[[[[[["]', true],
    ['["\\\\",[[]]]', true],
    ['[1,2,3,4,5,6,7,8]', true],
    ['[1,2,3,4,5,6,7,8,9,10,11]', false],
    ['', false],
    ['nonsense', false],
  ])('%s', (text, ok) => {
    expect(parse(text).ok).toBe(ok);
  });

  it('names the limit', () => {
    expect(parse('[[[[]]]]')).toEqual({ ok: false, why: 'JSON nested deeper than 3 levels' });
    expect(parse('[1,2,3,4,5,6,7,8,9,10]')).toEqual({ ok: false, why: 'JSON with more than 10 values' });
    expect(parse('{')).toEqual({ ok: false, why: 'not JSON' });
  });

  it('refuses 400 000 nested arrays and a million numbers, in no time', () => {
    const started = performance.now();
    expect(parseBoundedJson(Buffer.from('['.repeat(400_000) + ']'.repeat(400_000))).ok).toBe(false);
    expect(parseBoundedJson(Buffer.from(`[${'1,'.repeat(1_000_000)}1]`)).ok).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('agrees with JSON.parse on whatever it lets through', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseBoundedJson(Buffer.from(text))).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });
});
