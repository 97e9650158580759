import { existsSync } from 'node:fs';
import path from 'node:path';
import { knownMetrics } from './support/metrics';
import {
  projectFiles,
  projectPath,
  readProjectFile,
  readProjectYaml,
  repository,
  service,
} from './support/project';
import { metricNames } from './support/promql';
import { alerts, expressions, ruleGroups } from './support/rules';

/** The one place that decides where runbooks are found. */
const runbooks = `https://github.com/${repository}/blob/main/docs/runbooks/`;

/** The sign of life, and what only mutes. */
const toldToNobody: ReadonlySet<string> = new Set(['Watchdog', 'TargetDownInhibitor']);

const rows = alerts.map((alert) => [`${alert.alert} ${alert.labels?.['burn'] ?? ''}`.trim(), alert] as const);

describe.each(rows)('the alert %s', (_name, { alert, expr, labels = {}, annotations = {} }) => {
  test('says what it means, and where to go on', () => {
    expect(annotations['summary']).toMatch(/^[A-Z][^{]*\.$/);
    expect(annotations['description']).toMatch(/\.$/);
    expect(annotations['runbook_url']).toBe(`${runbooks}${alert}.md`);
    const uid = /^http:\/\/127\.0\.0\.1:3000\/d\/([\w-]+)(\?var-|$)/.exec(
      annotations['dashboard_url'] ?? '',
    )?.[1];
    expect(projectFiles('grafana/dashboards', '.json')).toContain(`grafana/dashboards/${uid}.json`);
  });

  test('has a runbook with the four parts', () => {
    const file = `docs/runbooks/${alert}.md`;
    expect(existsSync(projectPath(file))).toBe(true);
    const headings = [...readProjectFile(file).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(['What it means', 'How to look', 'How to mend', 'How to tell the users']);
  });

  test('has the labels that routes and inhibitions need', () => {
    expect(labels['severity']).toMatch(toldToNobody.has(alert) ? /^none$/ : /^(page|ticket)$/);
    if (alert !== 'Watchdog') expect(labels['service']).toBeTruthy();
    if (/slo=|slo:/.test(expr)) expect(labels).toMatchObject({ service, slo: expect.any(String) as string });
  });
});

test('every runbook belongs to an alert', () => {
  const names = projectFiles('docs/runbooks', '.md').map((file) => path.basename(file, '.md'));
  expect(new Set(names.filter((name) => name !== 'README'))).toEqual(
    new Set(alerts.map(({ alert }) => alert)),
  );
});

test.each(ruleGroups.map((group) => [group.name, group] as const))(
  'the group %s holds no more rules than Mimir takes (20)',
  (_name, { rules }) => expect(rules.length).toBeLessThanOrEqual(20),
);

test('every metric that a rule reads exists', async () => {
  const known = await knownMetrics();
  const unknown = expressions.flatMap(({ name, expr }) =>
    metricNames(expr)
      .filter((metric) => !known.has(metric))
      .map((metric) => `${name}: ${metric}`),
  );
  expect(unknown).toEqual([]);
}, 120_000);

test('ScrapeLimitNear warns at 80 % of the sample limit', () => {
  type Scrape = { readonly job_name: string; readonly sample_limit: number };
  const { scrape_configs } = readProjectYaml<{ scrape_configs: readonly Scrape[] }>(
    'prometheus/prometheus.yml',
  );
  const limit = scrape_configs.find(({ job_name }) => job_name === service)?.sample_limit;
  const expr = alerts.find(({ alert }) => alert === 'ScrapeLimitNear')?.expr;
  expect(expr).toMatch(new RegExp(`> ${0.8 * (limit ?? 0)}$`));
});

test('Prometheus keeps more than the 30 days that SLOs look back', () => {
  const days = /--storage\.tsdb\.retention\.time=(\d+)d/.exec(readProjectFile('prometheus/flags'))?.[1];
  expect(Number(days)).toBeGreaterThan(30);
});
