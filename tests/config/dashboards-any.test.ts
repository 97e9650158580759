import { queriesOf, sloDashboards, uids } from '@express-slo-stack/observability/dashboards';
import {
  type CompileOptions,
  compileSlo,
  defaultOptions,
  readSpecifications,
  type Slo,
} from '@express-slo-stack/observability/slo';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { kinds, ratio, specification } from './slo/support/specs';
import { isExcepted, lint } from './support/dashboard-lint';
import { schemaProblems } from './support/dashboard-schema';
import type { Dashboard } from './support/dashboards';
import { metricNames } from './support/promql';
import { runTool } from './support/tools';

jest.setTimeout(120_000);

/** SLOs that differ in everything that dashboards depend on: windows, thresholds, groups, ways of counting. */
const specs = [
  ...kinds,
  { name: 'month', indicator: ratio('bad', 'a', 'b'), window: '{duration: 30d, isRolling: true}' },
  { name: 'week', indicator: ratio('bad', 'a', 'b'), window: '{duration: 7d, isRolling: true}' },
];
const slos = readSpecifications(
  [{ file: 'all.yaml', text: specs.map(specification).join('---\n') }],
  {},
).slos.map(({ slo }) => slo);

const namings: readonly (readonly [CompileOptions['naming'], CompileOptions])[] = [
  ['house', defaultOptions],
  ['sloth', { ...defaultOptions, naming: 'sloth', severities: { page: 'critical', ticket: 'warning' } }],
];

describe.each(namings)('dashboards of many different SLOs, with the names of %s', (_naming, options) => {
  const files = [...sloDashboards(slos, options)].map(
    ([file, text]) => [file, JSON.parse(text) as Dashboard] as const,
  );

  test('are those of the SLOs: nothing here reads the metrics of an Express service', () => {
    expect(files.map(([file]) => file)).toEqual([`${uids.overview}.json`, `${uids.detail}.json`]);
  });

  test.each(files)('%s is a classic dashboard that keeps the rules', (_file, dashboard) => {
    expect(schemaProblems(dashboard)).toEqual([]);
    expect(lint(dashboard).filter((finding) => !isExcepted(finding))).toEqual([]);
  });

  test.each(files)('%s reads what the rules record', (_file, dashboard) => {
    const recorded = slos.flatMap((slo) => seriesOf(slo, options).map(({ name }) => name));
    const known = new Set([...recorded, 'ALERTS', 'build_info', 'process_start_time_seconds']);
    const read = queriesOf(dashboard).flatMap(({ expr }) => metricNames(expr));
    expect(read.filter((name) => !known.has(name))).toEqual([]);
  });

  // Windows differ, and a pair that an SLO has not got shows nothing: all but those panels have data for every SLO.
  test.each(slos.map((slo) => [slo.name, slo] as const))(
    'every panel has data when %s is chosen',
    async (name, slo) => {
      const pairs = compileSlo(slo, options).plan.pairs.length;
      const burns = new Map<string, number>();
      const queries = files.flatMap(([, dashboard]) => queriesOf(dashboard));
      const shown = queries.filter(({ kind, dashboard, title }) => {
        if (kind !== 'panel') return false;
        if (dashboard !== uids.detail || !title.startsWith('Burn over')) return true;
        burns.set(title, burns.get(title) ?? burns.size);
        return (burns.get(title) ?? 0) < pairs;
      });
      const asked = shown.map(({ expr }) =>
        expr.replaceAll('$service', slo.service).replaceAll('$slo', name).replaceAll('$__interval', '1m'),
      );
      expect(await withoutData(asked, seriesOf(slo, options))).toEqual([]);
    },
  );
});

interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What an SLO's rules record, with a value for each label that it is grouped by. */
const seriesOf = (slo: Slo, options: CompileOptions): readonly Series[] =>
  compileSlo(slo, options)
    .groups.flatMap(({ rules }) => rules)
    .flatMap((rule) =>
      'record' in rule
        ? [
            {
              name: rule.record,
              labels: { ...Object.fromEntries(slo.groupBy.map((label) => [label, 'x'])), ...rule.labels },
            },
          ]
        : [],
    );

/** Those of the queries that return nothing when each of the series is 0.1; promtool computes it. */
async function withoutData(
  queries: readonly string[],
  series: readonly Series[],
): Promise<readonly string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dashboard-data-'));
  try {
    const file = path.join(folder, 'data.test.yml');
    const test = {
      interval: '1m',
      input_series: series.map(({ name, labels }) => ({
        series: `${name}{${Object.entries(labels)
          .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
          .join(', ')}}`,
        values: '0.1x10',
      })),
      promql_expr_test: queries.map((expr) => ({
        expr: `group(\n${expr}\n)`,
        eval_time: '5m',
        exp_samples: [{ labels: '{}', value: 1 }],
      })),
    };
    await writeFile(file, stringify({ rule_files: [], evaluation_interval: '1m', tests: [test] }));
    const { code, output } = await runTool('promtool', ['test', 'rules', file]);
    return code === 0 ? [] : [output];
  } finally {
    await rm(folder, { recursive: true });
  }
}
