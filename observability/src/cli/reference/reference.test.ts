import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemTable } from '../../slo/errors';
import { noteTable } from '../../slo/readers';
import { referencePage } from './page';

const root = join(__dirname, '../../../..');
const page = readFileSync(join(root, 'docs/slo-reference.md'), 'utf8');
const fixturesIn = (folder: string) =>
  readdirSync(join(root, 'observability/fixtures', folder)).map((file) => file.split('.')[0]);

test('docs/slo-reference.md is what the code says (npm run -s slo -- reference > docs/slo-reference.md)', () => {
  expect(page).toBe(referencePage());
});

describe.each([
  ['lints', Object.keys(problemTable)],
  ['notes', Object.keys(noteTable)],
])('every id of fixtures/%s', (folder, ids) => {
  it.each(ids)('%s has a fixture and a line in the reference', (id) => {
    expect(fixturesIn(folder)).toContain(id);
    expect(page).toContain(`| \`${id}\` `);
  });

  it('has no fixture without an id', () => {
    expect(fixturesIn(folder).filter((id) => !ids.includes(id ?? ''))).toEqual([]);
  });
});
