import { queriesOf } from '@express-slo-stack/observability/dashboards';
import { dashboards } from './support/dashboards';
import { projectFiles, readProjectFile, readProjectYaml } from './support/project';
import { unaggregated } from './support/promql';
import { sourceFiles, stringsIn } from './support/source-strings';

/** A record's name alone is no query yet. */
const isName = (text: string) => /^slo:[\w:]+$/.test(text);
const isQuery = (text: string) => /\bslo:\w+:\w+/.test(text) && !isName(text);

const recordReads = (query: string) => unaggregated(query).filter((name) => name.startsWith('slo:'));

/** Prometheus keeps what was recorded under the labels of yesterday: for five minutes it stands beside the new. */
describe('records are read aggregated by identity', () => {
  test.each(['demo/src', 'stack/src', 'tests/stack'])('in the queries of %s', (folder) => {
    const found = sourceFiles(folder).flatMap((file) =>
      stringsIn(file)
        .filter(isQuery)
        .flatMap((query) => recordReads(query).map((name) => `${file}: ${name} in ${query}`)),
    );
    expect(found).toEqual([]);
  });

  test('in every dashboard', () => {
    const queries = dashboards
      .flatMap(([, dashboard]) => queriesOf(dashboard))
      // What fills a variable lists each value of a label once.
      .filter(({ kind }) => kind !== 'variable')
      .map(({ expr }) => expr);
    expect(queries.filter(isQuery).length).toBeGreaterThan(20);
    expect(queries.filter(isQuery).flatMap(recordReads)).toEqual([]);
  });

  test('in every rule', () => {
    interface RuleFile {
      readonly groups: readonly { readonly rules: readonly { readonly expr: string }[] }[];
    }
    const exprs = projectFiles('prometheus/rules', '.yml').flatMap((file) =>
      readProjectYaml<RuleFile>(file).groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
    );
    expect(exprs.filter(isQuery).length).toBeGreaterThan(20);
    expect(exprs.filter(isQuery).flatMap(recordReads)).toEqual([]);
  });

  test('in the queries that the documentation gives', () => {
    const queries = ['docs', 'docs/runbooks']
      .flatMap((folder) => projectFiles(folder, '.md'))
      .flatMap((file) => [...readProjectFile(file).matchAll(/`([^`\n]*\bslo:\w+:\w+[^`\n]*)`/g)])
      .map(([, code = '']) => code)
      .filter((code) => isQuery(code) && /[({]/.test(code) && !/^(?:grep|\{)/.test(code));
    expect(queries.length).toBeGreaterThan(0);
    expect(queries.flatMap(recordReads)).toEqual([]);
  });
});

test.each([
  ['slo:a:b', ['slo:a:b']],
  ['count_over_time(slo:a:b[5m]) > 1', ['slo:a:b']],
  ['max(slo:a:b / slo:c:d)', ['slo:a:b', 'slo:c:d']],
  ['max by (slo) (slo:a:b{slo="x"}) / (1 - max(slo:c:d))', []],
  ['up and on (slo) slo:a:b', []],
  ['slo:a:b unless slo:c:d', ['slo:a:b']],
  ['sum by (slo) (sum_over_time(slo:a:b[5m] @ 1)) * 30', []],
])('%s is read without an aggregation: %j', (query, names) => expect(recordReads(query)).toEqual(names));
