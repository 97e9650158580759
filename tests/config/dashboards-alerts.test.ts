import { queriesOf, uids } from '@express-slo-stack/observability/dashboards';
import { dashboards } from './support/dashboards';
import { complaint } from './support/promql-test';

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
  [uids.ingestion, [burn]],
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

function alertsOn(uid: string): string {
  const queries = dashboards.flatMap(([, dashboard]) => queriesOf(dashboard));
  const { expr = '' } =
    queries.find(
      ({ kind, dashboard, title }) => kind === 'annotation' && dashboard === uid && title === 'Alerts',
    ) ?? {};
  return expr.replaceAll('$namespace', '.*').replaceAll('$job', 'shop').replaceAll('$instance', '.+');
}
