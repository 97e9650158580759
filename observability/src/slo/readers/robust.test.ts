import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { compileSlo } from '../compile';
import { lintSlos } from '../lints';
import { defaultOptions } from '../options';
import { readSpecifications } from '.';

const fixtures = join(__dirname, '../../../fixtures');
const specifications = ['same/availability', 'same/latency', 'same/grouped', 'same/target', 'notes', 'good']
  .flatMap((folder) => readdirSync(join(fixtures, folder)).map((file) => join(fixtures, folder, file)))
  .map((file) =>
    (parseAllDocuments(readFileSync(file, 'utf8')) as { toJS(): unknown }[]).map((document) =>
      document.toJS(),
    ),
  );

/** Every path to a value of a document. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inside]) => pathsOf(inside, [...path, key]))];
}

/** The document with the value at a path replaced, or its key removed when the value is undefined. */
function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  const inside = replaced(copy[key], rest, by);
  if (inside === undefined) delete copy[key];
  else copy[key] = inside;
  return copy;
}

const junk = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.boolean(),
  fc.double(),
  fc.integer(),
  fc.constantFrom(
    '',
    '1d',
    '0m',
    '1M',
    '100',
    '-1',
    '{{.window}}',
    'x',
    'up',
    'rate(x[5m])',
    'sum(x) by (a)',
    'a/b',
    '1e3',
  ),
  fc.string({ maxLength: 12 }),
  fc.constant([]),
  fc.constant({}),
  fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }), { maxKeys: 3 }),
);

const change = fc
  .constantFrom(...specifications.flatMap((documents) => documents.map((_, index) => ({ documents, index }))))
  .chain(({ documents, index }) =>
    fc.record({
      documents: fc.constant(documents),
      index: fc.constant(index),
      path: fc.constantFrom(...pathsOf(documents[index])),
      by: junk,
    }),
  );

it('a specification with one value replaced by junk is read, or told what is wrong; nothing throws', () => {
  fc.assert(
    fc.property(change, ({ documents, index, path, by }) => {
      const changed = documents.map((document, at) =>
        at === index ? replaced(document, path, by) : document,
      );
      const text = changed.map((document) => stringify(document)).join('---\n');
      const { slos, problems } = readSpecifications([{ file: 'x.yaml', text }]);
      for (const { message, remedy, at } of problems) {
        expect(`${message} ${remedy}`).not.toMatch(/undefined|\[object|NaN/);
        expect(at.line * at.column).toBeGreaterThan(0);
      }
      const lints = lintSlos(slos, { scrapeSeconds: 15, naming: 'house', buckets: {} });
      if ([...problems, ...lints].some(({ level }) => level === 'error')) return;
      for (const { slo } of slos) expect(compileSlo(slo, defaultOptions).groups.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

/** Values that are wrong whatever stands around them: path, wrong value, and the id of the problem. */
const wrongValues = [
  { file: 'same/availability/sloth.yaml', path: ['slos', 0, 'objective'], by: 101, id: 'out-of-range' },
  {
    file: 'same/availability/sloth-kubernetes.yaml',
    path: ['spec', 'slos', 0, 'sli', 'events', 'totalQuery'],
    by: 'rate(sum(x)[5m])',
    id: 'query-type',
  },
  { file: 'same/availability/pyrra.yaml', path: ['spec', 'window'], by: 'long', id: 'invalid-duration' },
  {
    file: 'same/availability/openslo.yaml',
    path: ['spec', 'timeWindow', 0, 'duration'],
    by: 'long',
    id: 'invalid-duration',
  },
] as const;

it.each(wrongValues)('no field of $file hides $id', ({ file, path, by, id }) => {
  const [source] = parseAllDocuments(readFileSync(join(fixtures, file), 'utf8')) as { toJS(): unknown }[];
  const document = replaced(source?.toJS(), path, by);
  const isAround = (other: readonly (string | number)[]) =>
    other.every((key, at) => String(path[at]) === String(key));
  const others = pathsOf(document).filter(
    (other) => !isAround(other) && !['apiVersion', 'version', 'kind'].includes(String(other[0])),
  );
  for (const other of others) {
    for (const junk of [undefined, null, [], {}, 'junk', [{}]]) {
      const text = stringify(replaced(document, other, junk));
      const { problems } = readSpecifications([{ file: 'x.yaml', text }]);
      expect([other, junk, problems.map((problem) => problem.id)]).toContainEqual(
        expect.arrayContaining([id]),
      );
    }
  }
});
