import { queriesOf, uids } from '@express-slo-stack/observability/dashboards';
import { asksTheChosen } from './support/dashboard-lint/dashboard-rules';
import { type Dashboard, dashboards, type Panel, panelsOf } from './support/dashboards';
import { knownMetrics } from './support/metrics';
import { readProjectFile, readProjectYaml } from './support/project';
import { metricNames } from './support/promql';
import { recordedNames } from './support/rules';

const metricsOn = (dashboard: Dashboard) => queriesOf(dashboard).flatMap(({ expr }) => metricNames(expr));

let known: ReadonlySet<string>;
beforeAll(async () => {
  known = await knownMetrics();
}, 120_000);

test('each has the file that its uid names, and no other is there', () => {
  expect(dashboards.map(([file]) => file)).toEqual(
    Object.values(uids)
      .map((uid) => `${uid}.json`)
      .sort(),
  );
  for (const [file, { uid }] of dashboards) expect(`${uid}.json`).toBe(file);
});

describe.each(dashboards)('the dashboard %s', (_file, dashboard) => {
  const panels = panelsOf(dashboard);

  test('asks no data source but the one that the viewer chose', () => {
    const variables = dashboard.templating.list.filter(({ type }) => type !== 'datasource');
    const targets = panels.flatMap(({ targets = [] }) => targets);
    for (const { datasource } of [...variables, ...dashboard.annotations.list, ...targets, ...panels]) {
      expect(asksTheChosen(datasource)).toBe(true);
    }
  });

  test('every metric it reads exists', () => {
    expect(metricsOn(dashboard).filter((name) => !known.has(name))).toEqual([]);
  });

  test('every variable is used', () => {
    const text = JSON.stringify({
      ...dashboard,
      templating: dashboard.templating.list.map(({ query }) => query),
    });
    for (const { name } of dashboard.templating.list) expect(text).toMatch(new RegExp(`\\$\\{?${name}\\b`));
  });

  test('every variable that it uses is there', () => {
    const there = [
      ...dashboard.templating.list.map(({ name }) => name),
      '__rate_interval',
      '__interval',
      '__range',
    ];
    const used = queriesOf(dashboard).flatMap(({ expr }) =>
      [...expr.matchAll(/\$\{?([a-zA-Z_]\w*)/g)].map(([, name]) => name),
    );
    expect(used.filter((name = '') => !there.includes(name))).toEqual([]);
  });

  test('panels lie side by side, each with an id of its own, in rows that are full', () => {
    const all = dashboard.panels;
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const overlapping = all.flatMap((a, i) =>
      all.slice(i + 1).flatMap((b) => (overlap(a, b) ? [[a.title, b.title]] : [])),
    );
    expect(overlapping).toEqual([]);
    const ends = new Map<number, number>();
    for (const { gridPos } of all) {
      ends.set(gridPos.y, Math.max(ends.get(gridPos.y) ?? 0, gridPos.x + gridPos.w));
    }
    expect(new Set(ends.values())).toEqual(new Set([24]));
  });

  test('no two panels have the same title', () => {
    const titles = dashboard.panels.map(({ type, title }) => `${type} ${title}`);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('no two panels say the same of themselves, but those of an alert’s windows', () => {
    const others = panels.filter(({ title }) => !title.startsWith('Burn over'));
    expect(new Set(others.map(({ description }) => description)).size).toBe(others.length);
  });

  test('a number that has no value says so in words, in no colour of its steps', () => {
    for (const { fieldConfig } of panels.filter(({ type }) => type === 'stat')) {
      const { noValue: text, mappings = [] } = fieldConfig?.defaults ?? {};
      expect(text).toMatch(/^no \w+$/);
      expect(mappings).toContainEqual({
        type: 'special',
        options: { match: 'null', result: { text, color: 'text' } },
      });
    }
  });

  test('leads to pages that exist', () => {
    const runbooks = [...JSON.stringify(dashboard).matchAll(/blob\/main\/(docs\/[\w/-]+\.md)/g)];
    for (const [, file = ''] of runbooks) expect(readProjectFile(file)).toMatch(/^# /);
  });
});

test('every recorded SLO series is on a dashboard, or leads to one that is', () => {
  const shown = new Set(dashboards.flatMap(([, dashboard]) => metricsOn(dashboard)));
  // The ratio over the SLO window is shown as the burn rate over it, whatever the window's length.
  // The labels that describe an SLO are columns of the overview; the sample's SLOs have none.
  const leadsOn = ['slo:sli_error:ratio_rate30d', 'slo:info'];
  const hidden = [...recordedNames].filter((name) => !shown.has(name));
  expect(hidden.filter((name) => !leadsOn.includes(name))).toEqual([]);
});

test('the provisioned data sources have the uids that others rely on, and know the scrape interval', () => {
  interface Provisioned {
    readonly datasources: readonly {
      readonly uid: string;
      readonly jsonData: { readonly timeInterval?: string };
    }[];
  }
  const { datasources } = readProjectYaml<Provisioned>('grafana/provisioning/datasources/datasources.yml');
  expect(datasources.map(({ uid }) => uid)).toEqual(['prometheus', 'alertmanager']);
  const { global } = readProjectYaml<{ global: { scrape_interval: string } }>('prometheus/prometheus.yml');
  expect(datasources[0]?.jsonData.timeInterval).toBe(global.scrape_interval);
});

test('Grafana begins with a dashboard that exists', () => {
  const compose = readProjectFile('docker-compose.yml');
  const home = /GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: \S+\/([\w-]+\.json)/.exec(compose)?.[1];
  expect(home).toBe(`${uids.overview}.json`);
});

function overlap({ gridPos: a }: Panel, { gridPos: b }: Dashboard['panels'][number]): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
