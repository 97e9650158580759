import fc from 'fast-check';
import { parseBoundedJson } from './bounded-json';

const parse = (text: string, depth = 3, values = 10) =>
  parseBoundedJson(Buffer.from(text), { depth, values });

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

  it.each([
    ['7', 1],
    ['[]', 1],
    ['[ ]', 1],
    ['[[],{}]', 3],
    ['{"a":1,"b":{"c":[]}}', 4],
    ['{"a,b:[":"[,:{"}', 2],
    ['[ 1 , "two" , null ]', 4],
  ])('%s has exactly %d values', (text, values) => {
    expect(parse(text, 10, values).ok).toBe(true);
    expect(parse(text, 10, values - 1)).toEqual({
      ok: false,
      why: `JSON with more than ${values - 1} values`,
    });
  });

  it('counts values, and not keys', () => {
    const countValues = (value: unknown): number =>
      1 +
      (typeof value === 'object' && value !== null
        ? Object.values(value).reduce((sum: number, inner) => sum + countValues(inner), 0)
        : 0);
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const count = countValues(JSON.parse(text));
        expect(parse(text, 100, count).ok).toBe(true);
        expect(parse(text, 100, count - 1).ok).toBe(false);
      }),
    );
  });

  it.each([
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['-9007199254740993', '-9007199254740993'],
    ['1234567890123456789', '1234567890123456789'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['1234567890.1234567890123456', 1234567890.1234567],
    ['1e30', 1e30],
    ['"1234567890123456789"', '1234567890123456789'],
    ['[1,1234567890123456789]', [1, '1234567890123456789']],
    [
      '{"1234567890123456789":1234567890123456789,"n":3}',
      { '1234567890123456789': '1234567890123456789', n: 3 },
    ],
    ['{"a":1,"a":1234567890123456789}', { a: '1234567890123456789' }],
    ['{"a":1234567890123456789,"a":1}', { a: 1 }],
  ])('%s keeps its digits', (text, value) => {
    expect(parse(text)).toEqual({ ok: true, value });
  });

  it.each([
    '01234567890123456789',
    '1234567890123456789x',
    '[1234567890123456789',
    '[1234567890123456789,]',
    '{"a":1234567890123456789,}',
    "{'a':1234567890123456789}",
    '1234567890123456789 2',
    '+1234567890123456789',
  ])('%s is no JSON', (text) => {
    expect(parse(text)).toEqual({ ok: false, why: 'not JSON' });
  });

  it('agrees with JSON.parse also where a long number makes it take the other parser', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text.trim());
        expect(parse(`[1234567890123456789,${text}]`, 100, 100_000)).toEqual({
          ok: true,
          value: ['1234567890123456789', value],
        });
      }),
    );
  });

  it('a long number beside __proto__ changes no prototype', () => {
    parse(
      '{"__proto__":{"polluted":1234567890123456789},"constructor":{"prototype":{"polluted":1}}}',
      10,
      20,
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('agrees with JSON.parse on whatever it lets through', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseBoundedJson(Buffer.from(text))).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });
});
