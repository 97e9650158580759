import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Stack } from '@express-slo-stack/stack';
import { parse } from 'yaml';
import { eventually } from '../support/eventually';
import { instantQuery as query } from '@express-slo-stack/demo';

interface RuleFile {
  groups: { name: string; rules: { record?: string; labels?: Record<string, string> }[] }[];
}

const rulesFolder = resolve(__dirname, '../../../prometheus/rules');

/** Every record of every rule file, with the labels that its rule gives it. */
function recordedSeries(): { series: string; group: string }[] {
  return readdirSync(rulesFolder)
    .filter((file) => file.endsWith('.yml'))
    .flatMap((file) => (parse(readFileSync(join(rulesFolder, file), 'utf8')) as RuleFile).groups)
    .flatMap(({ name, rules }) =>
      rules.flatMap(({ record, labels = {} }) => {
        if (record === undefined) return [];
        const matchers = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
        return [{ series: `${record}{${matchers.join(',')}}`, group: name }];
      }),
    );
}

/** The lesson of stale rule files that matched nothing for years: every recorded series has a value. */
export function recordedSeriesSuite(stackOf: () => Stack): void {
  const all = recordedSeries();

  it('finds records in the rule files', () => {
    expect(all.length).toBeGreaterThan(20);
  });

  it.each(all)('$series has a value', async ({ series }) => {
    await eventually(
      async () => {
        const samples = await query(stackOf().urls.prometheus, series);
        expect(samples.length).toBeGreaterThan(0);
        expect(samples.every(({ value }) => Number.isFinite(value))).toBe(true);
      },
      { within: 180, every: 2 },
    );
  });
}
