import { changed } from './support/changed';
import { exceptions, isExcepted, lint, rules } from './support/dashboard-lint';
import { goodDashboard } from './support/dashboard-lint/good';
import { dashboards } from './support/dashboards';

test.each(dashboards)('%s keeps the rules of dashboard-linter', (_file, dashboard) => {
  expect(lint(dashboard).filter((finding) => !isExcepted(finding))).toEqual([]);
});

test('every exception is needed, and says why', () => {
  const found = dashboards.flatMap(([, dashboard]) => lint(dashboard));
  for (const { rules: names, dashboards: uids, reason } of exceptions) {
    expect(reason).toMatch(/\.$/);
    for (const rule of names) {
      for (const dashboard of uids) {
        expect(found).toContainEqual(expect.objectContaining({ rule, dashboard }));
      }
    }
  }
});

describe('each rule finds what breaks it, and nothing else does', () => {
  const variable = 'templating.list';
  const panel = 'panels.0';
  const expr = `${panel}.targets.0.expr`;
  const matchers = 'job=~"$job", instance=~"$instance"';

  const broken: readonly (readonly [rule: string, place: string, to: unknown])[] = [
    ['template-datasource-rule', `${variable}.0.label`, 'Prometheus'],
    ['template-datasource-rule', `${variable}.0.name`, 'prometheus'],
    ['template-datasource-rule', `${variable}.3`, goodDashboard.templating.list[0]],
    ['template-job-rule', `${variable}.1.allValue`, undefined],
    ['template-job-rule', `${variable}.1.name`, 'jobs'],
    ['template-instance-rule', `${variable}.2.multi`, false],
    ['template-instance-rule', `${variable}.2.datasource.uid`, 'prometheus'],
    ['template-label-promql-rule', `${variable}.1.query.query`, 'label_values(up{, job)'],
    ['template-on-time-change-reload-rule', `${variable}.2.refresh`, 1],
    ['panel-datasource-rule', `${panel}.datasource.uid`, 'prometheus'],
    ['panel-title-description-rule', `${panel}.description`, undefined],
    ['panel-title-description-rule', `${panel}.title`, ' '],
    ['panel-units-rule', `${panel}.fieldConfig.defaults.unit`, undefined],
    ['panel-units-rule', `${panel}.fieldConfig.defaults.unit`, 'requests'],
    ['panel-no-targets-rule', `${panel}.targets`, []],
    ['target-promql-rule', expr, `sum(up{${matchers}}`],
    ['target-rate-interval-rule', expr, `sum(rate(requests_total{${matchers}}[5m]))`],
    ['target-rate-interval-rule', expr, `sum(rate(requests_total{${matchers}}[$__range]))`],
    ['target-rate-interval-rule', expr, `sum(increase(requests_total{${matchers}}[5m]))`],
    ['target-job-rule', expr, 'up{instance=~"$instance"}'],
    ['target-instance-rule', expr, 'up{job=~"$job"}'],
    ['target-counter-agg-rule', expr, `sum(requests_total{${matchers}})`],
    ['uneditable-dashboard', 'editable', true],
  ];

  test('the dashboard that is broken below keeps all of them', () => {
    expect(lint(goodDashboard)).toEqual([]);
  });

  test.each(broken)('%s: %s', (rule, place, to) => {
    const found = lint(changed(goodDashboard, place, to)).map((finding) => finding.rule);
    expect(new Set(found)).toEqual(new Set([rule]));
  });

  test('there is such a case for every rule', () => {
    expect(new Set(broken.map(([rule]) => rule))).toEqual(new Set(rules.map(({ name }) => name)));
  });
});
