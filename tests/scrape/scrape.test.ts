import { eventually } from '../stack/support/eventually';
import { instantQuery as query } from '@express-slo-stack/demo';
import { type MeasuredApp, PATHS, startMeasuredApp } from './app';
import { type Prometheus, startPrometheus } from './prometheus';
import { describeWithVersions } from '../programs/versions';

jest.setTimeout(120_000);

interface Target {
  readonly health: string;
  readonly lastError: string;
  readonly labels: Readonly<Record<string, string>>;
}
interface Metadata {
  readonly metric: string;
  readonly type: string;
  readonly help: string;
}
interface ExemplarSeries {
  readonly seriesLabels: Readonly<Record<string, string>>;
  readonly exemplars: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly value: string;
  }[];
}

const FORMATS = {
  openmetrics: {
    protocol: 'OpenMetricsText1.0.0',
    contentType: 'application/openmetrics-text; version=1.0.0',
  },
  text: { protocol: 'PrometheusText0.0.4', contentType: 'text/plain; version=0.0.4' },
} as const;
type Format = keyof typeof FORMATS;
const formats = Object.keys(FORMATS) as Format[];
const DURATIONS = 'http_server_request_duration_seconds';

describeWithVersions('prometheus', ({ version, choosesProtocol, program }) => {
  let app: MeasuredApp;
  let prometheus: Prometheus;
  const pathOf = (format: Format) => PATHS[format === 'text' && !choosesProtocol ? 'asText' : format];

  beforeAll(async () => {
    app = await startMeasuredApp();
    await app.traffic();
    const jobs = formats.map((format) => ({
      job_name: format,
      scrape_interval: '1s',
      scrape_timeout: '1s',
      metrics_path: pathOf(format),
      authorization: { credentials: app.token },
      static_configs: [{ targets: [app.address] }],
      ...(choosesProtocol && { scrape_protocols: [FORMATS[format].protocol] }),
    }));
    prometheus = await startPrometheus(program, { scrape_configs: jobs });
  });

  afterAll(async () => {
    await app.stop();
    await prometheus.stop();
  }, 60_000);

  const testWith = (title: string, ask: (prometheus: Prometheus, format: Format) => Promise<void>) =>
    test.each(formats)(`as %s: ${title}`, async (format) => {
      await eventually(() => ask(prometheus, format), { within: 60 });
    });

  test('it is the version that it is said to be', async () => {
    const built = await prometheus.ask<{ readonly version: string }>('status/buildinfo');
    expect(built.version).toBe(version);
  });

  testWith('the scrape is up, without an error, in that format', async ({ ask }, format) => {
    const { activeTargets } = await ask<{ activeTargets: readonly Target[] }>('targets');
    const target = activeTargets.find(({ labels }) => labels['job'] === format);
    expect(target).toMatchObject({ health: 'up', lastError: '' });
    const seen = app.scrapes.get(pathOf(format));
    expect(seen?.contentType).toContain(FORMATS[format].contentType);
    // 2.42 prefers OpenMetrics by itself; the others were told.
    const asked = format === 'openmetrics' ? 'application/openmetrics-text;version=1.0.0' : 'text/plain';
    expect(seen?.accept).toContain(asked);
  });

  testWith('every family has arrived, with its type and its help', async ({ ask }, format) => {
    const metadata = await ask<readonly Metadata[]>('targets/metadata', {
      match_target: `{job="${format}"}`,
    });
    const arrived = metadata.map(({ metric, type, help }) => `${metric} ${type} ${help}`);
    const exposed = (await app.registry.getMetricsAsJSON()).map((metric) => ({
      ...metric,
      type: String(metric.type),
    }));
    expect(arrived.sort()).toEqual(
      exposed.map((family) => `${nameIn(format, family)} ${family.type} ${family.help}`).sort(),
    );
  });

  testWith(
    'every series has arrived, and the numbers are those of the requests',
    async ({ ask, url }, format) => {
      const [own, other] = await Promise.all(
        [format, ...formats.filter((name) => name !== format)].map((job) => seriesOf(ask, job)),
      );
      expect(own?.length).toBeGreaterThan(500);
      expect(own).toEqual(other);
      const counts = await query(
        url,
        `sum by (http_request_method, http_route) (${DURATIONS}_count{job="${format}"})`,
      );
      const requests = counts.map(
        ({ metric, value }) => [`${metric['http_request_method']} ${metric['http_route']}`, value] as const,
      );
      expect(Object.fromEntries(requests)).toMatchObject(Object.fromEntries(app.sent));
    },
  );

  testWith('exemplars arrive in OpenMetrics, and nothing of them in text', async ({ ask }, format) => {
    const found = await ask<readonly ExemplarSeries[]>('query_exemplars', {
      query: `${DURATIONS}_bucket{job="${format}"}`,
      start: String(Date.now() / 1_000 - 3_600),
      end: String(Date.now() / 1_000 + 60),
    });
    const traces = found.flatMap(({ exemplars }) => exemplars.map(({ labels }) => labels['trace_id']));
    const routes = new Set(found.map(({ seriesLabels }) => seriesLabels['http_route']));
    expect(traces.filter((trace) => !app.traces.has(trace ?? ''))).toEqual([]);
    expect([...routes].sort()).toEqual(format === 'text' ? [] : ['/broken', '/orders/:id', 'unmatched']);
  });
});

/** A family as its registry holds it. */
interface Exposed {
  readonly name: string;
  readonly type: string;
  readonly help: string;
}

/** OpenMetrics names counters without their suffix; Prometheus keeps what it is told. */
const nameIn = (format: Format, { name, type }: Exposed) =>
  format === 'openmetrics' && type === 'counter' ? name.replace(/_total$/, '') : name;

/** Every series of a job, as text, without what differs by job and by moment: what Node is busy with comes and goes. */
async function seriesOf(ask: Prometheus['ask'], job: string): Promise<readonly string[]> {
  const series = await ask<readonly Readonly<Record<string, string>>[]>('series', {
    'match[]': `{job="${job}",__name__!~"nodejs_.+"}`,
  });
  return series.map((labels) => JSON.stringify({ ...labels, job: '' })).sort();
}
