import fc from 'fast-check';
import type { Problem } from '../../errors';
import { child, type Node } from './node';
import { parseYaml } from './parse';
import { boolean, decimal, listOf, mapOf, object, oneOf, optional, required, text } from './schema';
import { editDistance, suggest } from './suggest';

const only = (yaml: string): Node => {
  const { documents, problems } = parseYaml('x.yaml', yaml);
  expect(problems).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents[0] as Node;
};

describe('trees with positions', () => {
  it('knows where keys and values stand, in every document', () => {
    const { documents } = parseYaml('x.yaml', 'a: 1\n---\nb:\n  - c: "two"\n');
    const [, second] = documents;
    const list = second && child(second, 'b');
    const item = list?.kind === 'sequence' ? list.items[0] : undefined;
    expect(item && child(item, 'c')).toMatchObject({
      value: 'two',
      at: { file: 'x.yaml', line: 4, column: 8 },
    });
  });

  it('keeps decimals as they are written', () => {
    expect(child(only('target: 0.9990'), 'target')).toMatchObject({ value: 0.999, source: '0.9990' });
  });

  it.each([
    ['plain', 'a:  sum(x'],
    ['quoted', 'a: "sum(x"'],
    ['plain over two lines', 'a: sum(\n  x'],
    ['quoted with escapes', 'a: "a=\\"b\\" + x"'],
    ['quoted over two lines', "a: 'it''s\n  x'"],
    ['a literal block', 'a: |\n    rate(\n\n      sum(x'],
    ['a folded block', 'a: >-\n    rate(\n      sum(\n\n    x'],
  ])('knows where a character of a query stands: %s', (_style, yaml) => {
    const query = child(only(yaml), 'a');
    if (query?.kind !== 'scalar') throw new Error('no scalar');
    const { line = 0, column = 0 } = query.inside?.(query.source.indexOf('x')) ?? {};
    expect(yaml.split('\n')[line - 1]?.slice(column - 1)).toMatch(/^x/);
  });

  it('does not guess where an escape hides a character', () => {
    const query = child(only('a: "\\u0073um(x"'), 'a');
    expect(query?.kind === 'scalar' && query.inside?.(4)).toBeUndefined();
  });

  it('follows anchors and merge keys; own keys win', () => {
    const node = only('base: &base {a: 1, b: 2}\nother:\n  <<: *base\n  b: 3\n');
    const other = child(node, 'other');
    expect(other && [child(other, 'a'), child(other, 'b')]).toMatchObject([{ value: 1 }, { value: 3 }]);
  });

  it.each([
    ['a: [1', 'yaml-syntax', 1],
    ['a: 1\nb: 2\na: 3', 'duplicate-key', 3],
    ['a: *none', 'yaml-syntax', 1],
    ['a: &a\n  b: *a', 'yaml-syntax', 2],
    ['a: &a\n  b: [*a, *a]', 'yaml-syntax', 2],
    ['\tb: 1', 'yaml-syntax', 1],
  ])('%j is %s', (yaml, id, line) => {
    const { problems } = parseYaml('x.yaml', yaml);
    expect(problems[0]).toMatchObject({ id, at: { line } });
  });

  it('is not drowned by aliases of aliases', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}]`,
    );
    const { documents, problems } = parseYaml('x.yaml', `l0: &l0 x\n${levels.join('\n')}\n`);
    expect([documents, problems.map(({ id }) => id)]).toEqual([[], ['yaml-syntax']]);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (any) => void parseYaml('x.yaml', any)),
    );
    const yamlish = fc.array(
      fc.constantFrom('a', ':', ' ', '\n', '- ', '*a', '&a ', '{', '}', '[', ']', '"', '|', '<<', '#'),
    );
    fc.assert(fc.property(yamlish, (parts) => void parseYaml('x.yaml', parts.join(''))));
  });
});

describe('schemas', () => {
  const schema = object('a thing', {
    name: required(text, 'its name'),
    size: optional(decimal, 'its size'),
    kind: optional(oneOf(['small', 'large']), 'its kind'),
    on: optional(boolean, 'whether it is on'),
    tags: optional(listOf(text), 'its tags'),
    labels: optional(mapOf(text), 'its labels'),
  });
  const read = (yaml: string) => {
    const problems: Problem[] = [];
    return {
      value: schema.read(only(yaml), 'thing', { problems }),
      ids: problems.map(({ id }) => id),
      problems,
    };
  };

  it('reads every field with its place', () => {
    const { value, ids } = read('name: a\nsize: "1.50"\nkind: small\non: true\ntags: [x]\nlabels: {k: v}');
    expect(ids).toEqual([]);
    expect(value).toMatchObject({
      name: { value: 'a', at: { line: 1, column: 7 } },
      size: { value: '1.50' },
      kind: { value: 'small' },
      on: { value: true },
      tags: { value: [{ value: 'x' }] },
      labels: { value: [{ key: 'k', keyAt: { line: 6, column: 10 }, value: { value: 'v' } }] },
    });
  });

  it('takes numbers where a text is meant, and an empty optional field as absent', () => {
    expect(read('name: 42\nsize:').value).toMatchObject({ name: { value: '42' } });
  });

  it('tells everything that is wrong at once', () => {
    expect(read('size: big\nkind: smal\non: maybe\ntags: x\nlabels: [x]\nwidth: 1').ids.sort()).toEqual([
      'missing-field',
      'unknown-field',
      'unknown-value',
      'wrong-type',
      'wrong-type',
      'wrong-type',
      'wrong-type',
    ]);
  });

  it('suggests what was meant, and does not call it missing as well', () => {
    const { problems } = read('nmae: a');
    expect(problems.map(({ id, remedy }) => [id, remedy.split('?')[0]])).toEqual([
      ['unknown-field', 'did you mean "name"'],
    ]);
  });

  it('a tolerant reading passes over what it does not know', () => {
    const ignored: string[] = [];
    const problems: Problem[] = [];
    const value = schema.read(only('name: a\nwidth: 1'), 'thing', {
      problems,
      ignored: (owner, field) => ignored.push(`${owner}.${field}`),
    });
    expect([value?.name.value, problems, ignored]).toEqual(['a', [], ['a thing.width']]);
  });
});

describe('suggestions', () => {
  it.each([
    ['objectivs', 'objectives'],
    ['errorQuery', 'error_query'],
    ['buget', 'budget'],
  ])('%s: %s', (word, meant) => expect(suggest(word, ['error_query', 'budget', 'objectives'])).toBe(meant));

  it('nothing for what is nowhere near', () =>
    expect(suggest('latency', ['window', 'target'])).toBeUndefined());

  it('the edit distance is a metric', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, a)).toBe(0);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });
});
