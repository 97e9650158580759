import { queriesOf, uids } from '@express-slo-stack/observability/dashboards';
import { dashboards } from './support/dashboards';
import { complaint } from './support/promql-test';

const title = 'Budget spent in';
const chosen = '{service="shop", slo="checkout"}';
const tenYears = 315_360_000;

const cases: readonly (readonly [name: string, left: number, ratio: number | undefined, seconds: number])[] =
  [
    ['half is left, and it burns at 2', 0.5, 0.002, 0.25 * 30 * 86_400],
    ['nothing burns', 0.5, 0, tenYears],
    ['more than all is spent', -3, 0.002, 0],
    ['more than all is spent, and nothing burns', -3, 0, 0],
    ['just all is spent, and nothing burns', 0, 0, 0],
    ['all is spent, and there is no traffic', -3, undefined, 0],
  ];

test.each(cases)('the time to exhaustion when %s', async (_name, left, ratio, seconds) => {
  const series = {
    [`slo:error_budget:ratio${chosen}`]: 0.001,
    [`slo:time_period:days${chosen}`]: 30,
    [`slo:period_error_budget_remaining:ratio${chosen}`]: left,
    ...(ratio === undefined ? {} : { [`slo:sli_error:ratio_rate1h${chosen}`]: ratio }),
  };
  expect(await complaint(timeToExhaustion(), series, [{ labels: '{}', value: seconds }])).toBe('');
});

test('a budget that is spent says so', () => {
  const panels = dashboards.find(([, { uid }]) => uid === uids.detail)?.[1].panels;
  expect(panels?.find((panel) => panel.title === title)?.fieldConfig?.defaults).toMatchObject({
    mappings: [
      { type: 'range', options: { from: -1e30, to: 0, result: { text: 'spent', color: 'red' } } },
      { type: 'range', options: { from: tenYears, to: 1e30 } },
      { type: 'special', options: { match: 'null', result: { text: 'no traffic', color: 'text' } } },
    ],
  });
});

function timeToExhaustion(): string {
  const queries = dashboards.flatMap(([, dashboard]) => queriesOf(dashboard));
  const { expr = '' } = queries.find((query) => query.title === title) ?? {};
  return expr.replaceAll('$service', 'shop').replaceAll('$slo', 'checkout');
}
