import { queriesOf, uids } from '@express-slo-stack/observability/dashboards';
import type { AlertSample } from './support/alert-samples';
import { dashboardOf } from './support/dashboards';
import { service } from './support/project';
import { complaint } from './support/promql-test';
import { alertSeries, sampleSeries } from './support/sample-series';

describe('what is wrong with the service as a whole', () => {
  const down = { alert: 'TargetDown', labels: { service, job: service, severity: 'page' } };
  const burn = { alert: 'SLOBurn', labels: { service, slo: 'api-latency', severity: 'page' } };
  const elsewhere = { alert: 'TargetDown', labels: { service: 'other', job: 'other', severity: 'page' } };
  const overview = (title: string, slo: string) =>
    queriesOf(dashboardOf(uids.overview)).flatMap((query) =>
      query.title === title ? [query.expr.replaceAll('$service', service).replaceAll('$slo', slo)] : [],
    );
  const among = (...firingAlerts: readonly Pick<AlertSample, 'alert' | 'labels'>[]) => ({
    ...sampleSeries,
    ...Object.fromEntries(firingAlerts.map((one) => [alertSeries(one), 1])),
  });

  test.each([
    ['none', [], 0],
    ['one of the service', [down], 1],
    ['one of the service and one of an SLO', [down, burn], 2],
    ['one of a service without SLOs', [elsewhere], 0],
  ])('is among the pages that fire: %s', async (_name, alertsFiring, count) => {
    const [pages = ''] = overview('Pages firing', '.+');
    expect(await complaint(pages, among(...alertsFiring), [{ labels: '{}', value: count }])).toBe('');
  });

  test('counts with one SLO chosen, the pages of other SLOs do not', async () => {
    const [pages = ''] = overview('Pages firing', 'ingest-latency');
    expect(await complaint(pages, among(down, burn), [{ labels: '{}', value: 1 }])).toBe('');
  });

  test('has a bar of its own', async () => {
    const [, bar = ''] = overview('Alerts by SLO and service', '.+').map((expr) =>
      expr.replaceAll('$__interval', '1m'),
    );
    const labels = `{service="${service}"}`;
    expect(await complaint(bar, among(burn), [{ labels, value: 0 }])).toBe('');
    expect(await complaint(bar, among(burn, down), [{ labels, value: 2 }])).toBe('');
  });
});
