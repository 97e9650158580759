import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { countersIn, gainOf } from './counters';

interface RuleFile {
  readonly groups: readonly {
    readonly rules: readonly { readonly record?: string; readonly expr: string }[];
  }[];
}

/** The committed rule that records an SLO's errors. */
function errorsRule(slo: string): string {
  const file = resolve(__dirname, `../../../prometheus/rules/slo-gt-api-${slo}.yml`);
  const { groups } = parse(readFileSync(file, 'utf8')) as RuleFile;
  const rules = groups.flatMap(({ rules: all }) => all);
  return rules.find(({ record }) => record === 'slo:errors:rate1m')?.expr ?? '';
}

test.each(['ingest-availability', 'api-availability', 'ingest-latency', 'api-latency'])(
  'the counters of %s are its rule without the rates, of what is still scraped',
  (slo) => {
    const counters = countersIn(errorsRule(slo));
    expect(counters).toMatch(
      /sum\(\(?(http_server_request_duration_seconds_count\{job="gt-api",[^[]+?\}) and timestamp\(\1\) > time\(\) - 45\)/,
    );
    expect(counters).not.toMatch(/rate\(|\[1m\]/);
  },
);

test('failed scrapes are no counters', () => {
  expect(countersIn(errorsRule('target-availability'))).toBeUndefined();
});

test.each([
  [[], 0],
  [[7], 0],
  [[7, 7, 9, 12], 5],
  [[7, 9, 1, 4], 6],
])('counters that read %j gained %d', (values, gained) => {
  expect(gainOf(values)).toBe(gained);
});
