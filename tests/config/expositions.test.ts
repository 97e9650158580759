import { createHttpMetrics, registerProcessMetrics } from '@express-slo-stack/observability';
import { queriesOf } from '@express-slo-stack/observability/dashboards';
import { createRequire } from 'node:module';
import type * as PromClient from 'prom-client';
import { releasesOf } from '../programs/releases';
import { describeWithVersions } from '../programs/versions';
import { dashboards } from './support/dashboards';
import { exposedNames, record, recordedExpositions, recordings, seriesNames } from './support/expositions';
import { metricNames } from './support/promql';
import { expressions } from './support/rules';

jest.setTimeout(120_000);

const queries = [
  ...dashboards.flatMap(([, dashboard]) => queriesOf(dashboard).map(({ expr }) => expr)),
  ...expressions.map(({ expr }) => expr),
];
const readNames = [...new Set(queries.flatMap(metricNames))];

const programs = [
  ['prometheus', /^(prometheus|net_conntrack|go)_/],
  ['alertmanager', /^alertmanager_/],
] as const;

describe.each(programs)('%s', (program, prefix) => {
  const read = readNames.filter((name) => prefix.test(name));

  test.each(recordedExpositions(program))(
    'release $release exposes every metric that a dashboard or a rule reads, as recorded',
    ({ names }) => {
      expect(read.length).toBeGreaterThan(3);
      expect(read.filter((name) => !names.includes(name))).toEqual([]);
    },
  );

  describeWithVersions(program, ({ version, program: file }) => {
    // With RECORD=1 in the environment the recording of a promised release is written anew.
    test('starts with the committed flags, and exposes every metric that a dashboard or a rule reads', async () => {
      const names = await exposedNames(program, file);
      const release = releasesOf(program).find((promised) => version.startsWith(`${promised}.`));
      if (process.env['RECORD'] === '1' && release !== undefined) record(program, { release, names });
      expect(read.filter((name) => !names.includes(name))).toEqual([]);
    });
  });
});

test('there is a recording of every promised release, and no other', () => {
  const promised = programs.flatMap(([program]) =>
    releasesOf(program).map((release) => `tests/config/expositions/${program}-${release}.txt`),
  );
  expect(recordings()).toEqual(promised.sort());
});

// Its successor needs Node 22, and npm installs it on no older one.
const [major = 0] = process.versions.node.split('.').map(Number);
const clients = ['prom-client', ...(major >= 22 ? ['@prometheus-io/client'] : [])];
if (clients.length < 2) console.info(`Not checked: @prometheus-io/client is not for Node ${process.version}`);

test.each(clients)('%s exposes every metric of Node.js that a dashboard or a rule reads', async (client) => {
  const { Registry } = createRequire(__filename)(client) as typeof PromClient;
  const { registry } = createHttpMetrics({ registry: new Registry() });
  registerProcessMetrics(registry);
  const metrics = await registry.getMetricsAsJSON();
  const names = metrics.flatMap(({ name, type }) => seriesNames(name, String(type)));
  const read = readNames.filter((name) => /^(nodejs|process)_/.test(name));
  expect(read.length).toBeGreaterThan(3);
  expect(read.filter((name) => !names.includes(name))).toEqual([]);
});
