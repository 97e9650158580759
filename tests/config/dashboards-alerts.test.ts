import { queriesOf, uids } from '@express-slo-stack/observability/dashboards';
import { type AlertSample, alertSamples } from './support/alert-samples';
import { type Dashboard, dashboardOf, dashboards } from './support/dashboards';
import { metricNames } from './support/promql';
import { complaint } from './support/promql-test';
import { alerts } from './support/rules';
import { alertSeries, sampleSeries } from './support/sample-series';

const firing = 'alertstate="firing"';
const target = 'namespace="default", instance="a"';

/** Two services, each with a process, an SLO's alert and one of its targets; and what only mutes. */
const series = {
  [`build_info{service="shop", job="shop", ${target}}`]: 1,
  [`build_info{service="other", job="other", ${target}}`]: 1,
  [`ALERTS{alertname="SLOBurn", ${firing}, service="shop", slo="ingest-latency", severity="page", burn="1h-5m"}`]: 1,
  [`ALERTS{alertname="TargetDown", ${firing}, service="shop", job="shop", severity="page"}`]: 1,
  [`ALERTS{alertname="TargetDownInhibitor", ${firing}, service="shop", slo="ingest-latency", severity="none"}`]: 1,
  [`ALERTS{alertname="SLOBurn", ${firing}, service="other", slo="ingest-latency", severity="page", burn="1h-5m"}`]: 1,
};
const burn = {
  labels: `{__name__="ALERTS", about="page shop ingest-latency 1h-5m", alertname="SLOBurn", ${firing}, burn="1h-5m", service="shop", severity="page", slo="ingest-latency"}`,
  value: 1,
};
const down = {
  labels: `{__name__="ALERTS", about="page shop  ", alertname="TargetDown", ${firing}, job="shop", service="shop", severity="page"}`,
  value: 1,
};

test.each([
  [uids.api, [burn, down]],
  [uids.nodejs, [burn, down]],
  [uids.ingestion, [burn, down]],
])(
  'the dashboard %s draws the alerts of the chosen service alone, none without a text',
  async (uid, drawn) => {
    expect(await complaint(alertsOn(uid), series, drawn)).toBe('');
  },
);

test('every annotation of alerts says what it is about', () => {
  const annotations = dashboards.flatMap(
    ([
      ,
      {
        annotations: { list },
      },
    ]) => list.filter(({ name }) => name === 'Alerts'),
  );
  expect(annotations).toHaveLength(dashboards.length);
  for (const annotation of annotations) {
    expect(annotation).toMatchObject({ titleFormat: '{{alertname}}', textFormat: '{{about}}' });
    expect(annotation.expr).toContain('"about"');
  }
});

describe('the dashboard that an alert leads to', () => {
  const rows = alertSamples.map(
    (one) => [`${one.alert} ${Object.values(one.labels).join(' ')}`, one] as const,
  );

  test('is known of every alert that is sent to somebody', () => {
    const isSent = ({ labels }: (typeof alerts)[number]) => labels?.['severity'] !== 'none';
    const found = new Set(alertSamples.map(({ alert }) => alert));
    expect(found).toEqual(new Set(alerts.filter(isSent).map(({ alert }) => alert)));
  });

  test.each(rows)('has what its address chooses, and draws it: %s', async (_name, one) => {
    const { dashboard, chosen } = ledTo(one);
    for (const [name, value] of chosen)
      expect(await complaint(...offered(dashboard, name, value, chosen))).toBe('');
    expect(await complaint(...drawn(dashboard, one, chosen))).toBe('');
  });

  test.each(rows)('has no panel that its address empties: %s', (_name, one) => {
    const { dashboard, chosen } = ledTo(one);
    const { job } = Object.fromEntries(chosen);
    const read = queriesOf(dashboard).flatMap(({ kind, expr }) =>
      kind === 'panel' ? metricNames(expr) : [],
    );
    const ofAnother = read.filter(
      (name) => /^(prometheus|alertmanager)_/.test(name) && !name.startsWith(`${job}_`),
    );
    expect(job === undefined ? [] : ofAnother).toEqual([]);
  });
});

/** The dashboard of an alert's address, and the values that this has for its variables. */
function ledTo({ dashboardUrl }: AlertSample) {
  const { pathname, searchParams } = new URL(dashboardUrl);
  const chosen = [...searchParams].map(([name, value]) => [name.replace(/^var-/, ''), value] as const);
  return { dashboard: dashboardOf(pathname.replace('/d/', '')), chosen };
}

type Question = Parameters<typeof complaint>;

/** Asks whether a variable offers a value, beside what else is chosen. */
function offered(dashboard: Dashboard, name: string, value: string, chosen: Choices): Question {
  const variable = queriesOf(dashboard).find(({ kind, title }) => kind === 'variable' && title === name);
  if (variable?.label === undefined) throw new Error(`${dashboard.uid} has no variable ${name}`);
  const { label, expr } = variable;
  const selector = withChoices(expr, dashboard, chosen);
  const only = `group by (${label}) (label_replace(vector(1), "${label}", "${value}", "", ""))`;
  const samples = [{ labels: `{${label}="${value}"}`, value: 1 }];
  return [`group by (${label}) (${selector}) and on (${label}) ${only}`, sampleSeries, samples];
}

/** Asks whether an alert is among those that a dashboard draws. */
function drawn(dashboard: Dashboard, one: AlertSample, chosen: Choices): Question {
  const annotation = queriesOf(dashboard).find(
    ({ kind, title }) => kind === 'annotation' && title === 'Alerts',
  );
  const expr = withChoices(annotation?.expr ?? '', dashboard, chosen);
  const samples = [{ labels: `{alertname="${one.alert}"}`, value: 1 }];
  return [`group by (alertname) (\n${expr}\n)`, { ...sampleSeries, [alertSeries(one)]: 1 }, samples];
}

type Choices = readonly (readonly [name: string, value: string])[];

/** A query in which each variable has its value: the one chosen, else that which stands for all. */
const withChoices = (expr: string, { templating }: Dashboard, chosen: Choices): string =>
  [...chosen, ...templating.list.map(({ name, allValue = '.+' }) => [name, allValue] as const)].reduce(
    (text, [name, value]) => text.replaceAll(`$${name}`, value),
    expr,
  );

function alertsOn(uid: string): string {
  const queries = dashboards.flatMap(([, dashboard]) => queriesOf(dashboard));
  const { expr = '' } =
    queries.find(
      ({ kind, dashboard, title }) => kind === 'annotation' && dashboard === uid && title === 'Alerts',
    ) ?? {};
  return expr.replaceAll('$namespace', '.*').replaceAll('$job', 'shop').replaceAll('$instance', '.+');
}
