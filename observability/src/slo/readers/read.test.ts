import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSlo } from '../compile';
import { defaultOptions } from '../options';
import { readSpecifications } from '.';

const fixtures = join(__dirname, '../../../fixtures');
const read = (...files: string[]) =>
  readSpecifications(files.map((file) => ({ file, text: readFileSync(join(fixtures, file), 'utf8') })));

describe.each(readdirSync(join(fixtures, 'same')))('one SLO in several dialects: %s', (folder) => {
  const files = readdirSync(join(fixtures, 'same', folder)).map((file) => join('same', folder, file));
  const rulesOf = (file: string) => {
    const { slos, problems } = read(file);
    expect(problems).toEqual([]);
    return slos.map(({ slo }) => compileSlo(slo, defaultOptions).groups);
  };
  const [first = '', ...others] = files;

  it.each(others)('%s gives the rules of the first', (file) => {
    expect(rulesOf(file)).toEqual(rulesOf(first));
  });

  it('is one SLO with rules', () => {
    expect(rulesOf(first)).toHaveLength(1);
    expect(rulesOf(first)[0]?.flatMap(({ rules }) => rules).length).toBeGreaterThan(10);
  });
});
