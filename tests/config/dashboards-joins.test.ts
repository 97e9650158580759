import { queriesOf, uids } from '@express-slo-stack/observability/dashboards';
import { dashboardOf } from './support/dashboards';
import { complaint } from './support/promql-test';

/** One job and one instance in two namespaces, started at 100 s and at 200 s; it is 300 s when promtool asks. */
const series = Object.fromEntries(
  [
    ['a', 100],
    ['b', 200],
  ].flatMap(([namespace, start = 0]) => {
    const target = `namespace="${namespace}", job="shop", instance="i"`;
    return [
      [`process_start_time_seconds{${target}}`, start],
      [`nodejs_version_info{${target}, version="v22"}`, 1],
      [`build_info{${target}, service="shop", version="1", revision="r", nodeversion="v22"}`, 1],
    ];
  }),
) as Readonly<Record<string, number>>;

test.each([
  ['What runs', '{instance="i", nodeversion="v22", revision="r", version="1"}', 200],
  ['Deploys and restarts', '{revision="r", service="shop", version="1"}', 100_000],
])('"%s" takes processes of one name in two namespaces for two', async (title, labels, value) => {
  const { expr = '' } = queriesOf(dashboardOf(uids.nodejs)).find((query) => query.title === title) ?? {};
  const asked = expr.replace(/\$(?:namespace|job|instance)/g, '.+');
  expect(await complaint(asked, series, [{ labels, value }])).toBe('');
});
