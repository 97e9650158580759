import { type Dashboard, dashboards, type Panel, panelsOf, queriesOf } from './support/dashboards';
import { knownMetrics } from './support/metrics';
import { readProjectYaml } from './support/project';
import { metricNames } from './support/promql';
import { recordedNames } from './support/rules';

const chosen = { type: 'prometheus', uid: '${datasource}' };

describe.each(dashboards)('the dashboard %s', (file, dashboard) => {
  const panels = panelsOf(dashboard);

  test('is in the format that every Grafana from 11 on provisions, under a stable uid', () => {
    expect(dashboard.uid).toMatch(/^[\w-]{1,40}$/);
    expect(`${dashboard.uid}.json`).toBe(file);
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
    expect(dashboard.schemaVersion).toBeLessThanOrEqual(42);
    expect(dashboard.editable).toBe(false);
  });

  test('lets the viewer choose the data source, and uses no other', () => {
    const [first] = dashboard.templating.list;
    expect(first).toMatchObject({
      name: 'datasource',
      label: 'Data Source',
      type: 'datasource',
      query: 'prometheus',
    });
    const variables = dashboard.templating.list.slice(1).map(({ datasource }) => datasource);
    const annotations = dashboard.annotations.list.map(({ datasource }) => datasource);
    const targets = panels.flatMap((panel) => (panel.targets ?? []).map(({ datasource }) => datasource));
    const used = [...variables, ...annotations, ...targets, ...panels.map(({ datasource }) => datasource)];
    for (const datasource of used) expect(datasource).toEqual(chosen);
  });

  test.each(panels.map((panel) => [panel.title, panel] as const))(
    'the panel "%s" explains itself',
    (_title, panel) => {
      expect(panel.title).toMatch(/\S/);
      expect(panel.description).toMatch(/\.$/);
      expect(panel.fieldConfig?.defaults.unit).toBeTruthy();
      expect(panel.targets?.length).toBeGreaterThan(0);
    },
  );

  test('every metric it reads exists', async () => {
    const known = await knownMetrics();
    const unknown = queriesOf(dashboard)
      .flatMap(metricNames)
      .filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
  });

  test('rates are over the interval that fits the scrapes', () => {
    const windows = queriesOf(dashboard).flatMap((query) => query.match(/\[[^\]]+\]/g) ?? []);
    expect(new Set(windows)).toEqual(new Set(windows.length > 0 ? ['[$__rate_interval]'] : []));
  });

  test('every variable is used', () => {
    const text = JSON.stringify({
      ...dashboard,
      templating: dashboard.templating.list.map(({ query }) => query),
    });
    for (const { name } of dashboard.templating.list) expect(text).toMatch(new RegExp(`\\$\\{?${name}\\b`));
  });

  test('panels lie side by side, each with an id of its own', () => {
    const all = dashboard.panels;
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const overlapping = all.flatMap((a, i) =>
      all.slice(i + 1).flatMap((b) => (overlap(a, b) ? [[a.title, b.title]] : [])),
    );
    expect(overlapping).toEqual([]);
    for (const { gridPos } of all) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });
});

test('no two dashboards share a uid', () => {
  const uids = dashboards.map(([, { uid }]) => uid);
  expect(new Set(uids).size).toBe(uids.length);
});

test('every recorded SLO series is on a dashboard, or leads to one that is', () => {
  const shown = new Set(dashboards.flatMap(([, dashboard]) => queriesOf(dashboard).flatMap(metricNames)));
  const hidden = [...recordedNames].filter((name) => !shown.has(name));
  const leadsOn = [
    'slo:errors:rate1m',
    'slo:total:rate1m',
    'slo:period_burn_rate:ratio',
    'slo:time_period:days',
  ];
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

function overlap({ gridPos: a }: Panel, { gridPos: b }: Dashboard['panels'][number]): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
