import { uids } from '@express-slo-stack/observability/dashboards';
import { changed } from './support/changed';
import { schemaProblems } from './support/dashboard-schema';
import { dashboardOf, dashboards } from './support/dashboards';

test.each(dashboards)('%s is a classic dashboard', (_file, dashboard) => {
  expect(schemaProblems(dashboard)).toEqual([]);
});

describe('the schema refuses', () => {
  const first = (type: string): readonly [place: string, dashboard: unknown] => {
    const [found] = dashboards.flatMap(([, dashboard]) => {
      const index = dashboard.panels.findIndex((panel) => panel.type === type);
      return index < 0 ? [] : [[`panels.${index}`, dashboard] as const];
    });
    if (found === undefined) throw new Error(`no dashboard has a panel of the type ${type}`);
    return found;
  };
  const [series, withSeries] = first('timeseries');
  const [stat, withStat] = first('stat');
  const [row, withRow] = first('row');
  const [table, withTable] = first('table');
  const [heatmap, withHeatmap] = first('heatmap');
  const [timeline, withTimeline] = first('state-timeline');

  const withWords = dashboardOf(uids.detail);
  const spent = withWords.panels.findIndex(({ title }) => title === 'Budget spent in');
  const words = `panels.${spent}.fieldConfig.defaults.mappings`;
  const datasource = { type: 'prometheus', uid: '${datasource}' };
  const format = 'time_series';
  const rangeTarget = { refId: 'A', datasource, expr: 'up', format, range: true, instant: false };

  test.each<readonly [what: string, dashboard: unknown, place: string, to: unknown]>([
    ['a uid of more than 40 characters', withStat, 'uid', 'u'.repeat(41)],
    ['a schema version of the new format', withStat, 'schemaVersion', 43],
    ['a version before that of Grafana 11', withStat, 'schemaVersion', 38],
    ['no word of what generated it', withStat, 'description', 'Mine.'],
    ['a property that nobody knows', withStat, 'titel', 'SLO'],
    ['a fixed data source', withStat, `${stat}.datasource.uid`, 'prometheus'],
    ['a panel without an id', withSeries, `${series}.id`, undefined],
    ['a row with the SDK’s id', withRow, `${row}.id`, 0],
    ['a panel of an unknown type', withSeries, `${series}.type`, 'graph'],
    ['a panel wider than the grid', withSeries, `${series}.gridPos.w`, 25],
    ['a panel that asks for nothing', withSeries, `${series}.targets`, []],
    ['a query for a range and for a moment', withSeries, `${series}.targets.0.instant`, true],
    ['a legend without its place', withSeries, `${series}.options.legend.placement`, undefined],
    ['a number of a range', withStat, `${stat}.targets.0`, rangeTarget],
    ['a table of a range', withTable, `${table}.targets.0`, rangeTarget],
    ['a graph behind a number', withStat, `${stat}.options.graphMode`, 'area'],
    ['a number whose rates grow with the time shown', withStat, `${stat}.maxDataPoints`, undefined],
    ['a number that is not reduced to one', withStat, `${stat}.options.reduceOptions.calcs`, []],
    [
      'thresholds without a colour',
      withStat,
      `${stat}.fieldConfig.defaults.thresholds.steps`,
      [{ value: null }],
    ],
    ['a word for a range that is open', withWords, `${words}.0.options.to`, null],
    ['a table without a header', withTable, `${table}.options.showHeader`, undefined],
    ['a transformation that no panel here has', withTable, `${table}.transformations.0.id`, 'join'],
    ['a heatmap whose cells have no unit', withHeatmap, `${heatmap}.options.cellValues`, undefined],
    ['a heatmap that counts for itself', withHeatmap, `${heatmap}.options.calculate`, true],
    ['a timeline without a legend', withTimeline, `${timeline}.options.legend`, undefined],
    ['a variable that is of neither kind', withStat, 'templating.list.0.type', 'textbox'],
    ['an annotation without a query', withStat, 'annotations.list.0.expr', undefined],
    ['a link to nowhere', withStat, 'links.0.url', undefined],
    ['a link to whatever has a tag', withStat, 'links.0.type', 'dashboards'],
    ['a link with all variables', withStat, 'links.0.includeVars', true],
  ])('%s', (_what, dashboard, place, to) => {
    expect(schemaProblems(changed(dashboard, place, to))).not.toEqual([]);
  });
});
