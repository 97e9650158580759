import fc from 'fast-check';
import { Document, parse, Scalar, visit } from 'yaml';
import { toYaml } from './yaml';

/** What the `yaml` package writes of the same value, through its own documents. */
function byDocument(value: unknown, headerLines: readonly string[]): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  document.commentBefore = headerLines.map((line) => ` ${line}`).join('\n');
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value !== 'string' || node.value.startsWith(' ')) return;
      if (node.value.length > 80 || node.value.includes('\n')) node.type = Scalar.BLOCK_LITERAL;
    },
  });
  return document.toString({ lineWidth: 0, singleQuote: true });
}

const awkward = [
  '',
  ' ',
  'a',
  '~',
  'null',
  'Yes',
  'on',
  '1',
  '1e3',
  '0x1f',
  '1h',
  '-',
  '- a',
  '?',
  '#',
  'a #b',
  'a: b',
  'a:',
  '{a}',
  '[a]',
  '&a',
  '*a',
  '!a',
  '%a',
  '@a',
  '`a`',
  "it's",
  '"a"',
  "'a'",
  'a\tb',
  'tab\t',
  'trail ',
  '.5',
  '.inf',
  '2020-01-01',
  '<<',
  '=',
  'a\n',
  'a\n\n',
  '\na',
  'a\n b',
  'a\n\nb',
  'a\n#b',
  ' a\nb',
  'a \nb',
  'é',
  '😀',
  '\u0007',
  '\u2028',
  'a\r\nb',
  '---',
  '...',
  'é'.repeat(81),
  'x'.repeat(81),
  `${'x'.repeat(90)} `,
  `#${'x'.repeat(90)}`,
  `- ${'x'.repeat(90)}`,
  '{{ $value | humanize }}',
  'sum(rate(a[5m])) > 0.1',
  '{}',
  '{ a: b }',
  'a: b ',
  'a-b: c #d',
  'a: "b"',
  '1h5m',
  '5m-',
  '1d-2h',
  '1m-5m: x',
  '0+1x4 _x2',
  '1+',
  '../a',
  '..',
  '1d 2h',
  '1e5m',
  '1w',
  '5m30s',
  'a{b="c"} / 0.001',
  '> 0',
  "x'y",
  'constructor',
  '__proto__ ',
];
const text = fc.oneof(
  fc.constantFrom(...awkward),
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.string({ maxLength: 100 }),
);
const keys = fc.oneof(
  fc.constantFrom('expr', 'labels', 'for', 'y', '1', 'a b', 'a: b'),
  fc.string({ maxLength: 8 }),
);
const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const written = (value: unknown) => toYaml({ groups: value }, ['Generated.']);

it.each(awkward)('writes %j as the yaml package does', (value) => {
  const nested = { groups: [value, { key: value }] };
  expect(toYaml(nested, ['Generated.'])).toBe(byDocument(nested, ['Generated.']));
});

it('writes any value so that it is read back', () =>
  fc.assert(fc.property(values, (value) => expect(parse(written(value))).toEqual({ groups: value }))));
