import express from 'express';
import fc from 'fast-check';
import { Counter, Gauge, Histogram, type OpenMetricsContentType, Registry, Summary } from 'prom-client';
import { parseExposition } from '../http/exposition.test.support';
import { Loan } from '../http/families/loan';
import { createHttpMetrics } from '../http/http-metrics';
import { eventually, requestsCounted, send, serve, type Served } from '../http/server.test.support';
import { expose as exposePieces } from './exposition';

async function expose(...parameters: Parameters<typeof exposePieces>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of exposePieces(...parameters)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const neverFails = (metric: string, error: unknown) => {
  throw new Error(`${metric}: ${String(error)}`);
};

function registryWithEverything() {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const registers = [registry];
  new Counter({
    name: 'jobs_total',
    help: 'Jobs\nof "all" kinds\\sorts.',
    labelNames: ['kind'],
    registers,
  }).inc({ kind: 'a"b\\c\nd' }, 2);
  new Counter({ name: 'unsuffixed', help: 'A counter without its suffix.', registers }).inc();
  new Gauge({ name: 'level', help: 'Level.', registers }).set(-Infinity);
  const histogram = new Histogram({
    name: 'size_bytes',
    help: 'Sizes.',
    buckets: [1, 1048576],
    enableExemplars: true,
    registers,
  });
  histogram.observe({ value: 3, labels: {}, exemplarLabels: { trace_id: 'abc' } });
  new Summary({ name: 'age_seconds', help: 'Ages.', percentiles: [0.5], registers }).observe(2);
  return registry;
}

test('text 0.0.4 has every metric as promtool accepts it', async () => {
  const body = await expose(registryWithEverything(), 'text', neverFails);
  expect(body).toBe(
    [
      '# HELP jobs_total Jobs\\nof "all" kinds\\\\sorts.',
      '# TYPE jobs_total counter',
      'jobs_total{kind="a\\"b\\\\c\\nd"} 2',
      '# HELP unsuffixed A counter without its suffix.',
      '# TYPE unsuffixed counter',
      'unsuffixed 1',
      '# HELP level Level.',
      '# TYPE level gauge',
      'level -Inf',
      '# HELP size_bytes Sizes.',
      '# TYPE size_bytes histogram',
      'size_bytes_bucket{le="1.0"} 0',
      'size_bytes_bucket{le="1.048576e+06"} 1',
      'size_bytes_bucket{le="+Inf"} 1',
      'size_bytes_sum 3',
      'size_bytes_count 1',
      '# HELP age_seconds Ages.',
      '# TYPE age_seconds summary',
      'age_seconds{quantile="0.5"} 2',
      'age_seconds_sum 2',
      'age_seconds_count 1',
      '',
    ].join('\n'),
  );
});

test('OpenMetrics names counter families without _total and their samples with it, and carries exemplars', async () => {
  const body = await expose(registryWithEverything(), 'openmetrics', neverFails);
  expect(body).toContain('# HELP jobs Jobs\\nof \\"all\\" kinds\\\\sorts.\n# TYPE jobs counter\njobs_total{');
  expect(body).toContain('# TYPE unsuffixed unknown\nunsuffixed 1\n');
  expect(body).toMatch(/size_bytes_bucket\{le="1\.048576e\+06"\} 1 # \{trace_id="abc"\} 3 \d+(\.\d+)?\n/);
  expect(body.endsWith('\n# EOF\n')).toBe(true);
});

test('one format does not change the other', async () => {
  const registry = registryWithEverything();
  const before = await expose(registry, 'text', neverFails);
  await expose(registry, 'openmetrics', neverFails);
  expect(await expose(registry, 'text', neverFails)).toEqual(before);
});

test('a metric that cannot be collected is left out and reported', async () => {
  const registry = new Registry();
  new Gauge({ name: 'good', help: 'Good.', registers: [registry] }).set(1);
  new Gauge({
    name: 'bad',
    help: 'Bad.',
    registers: [registry],
    collect: () => {
      throw new Error('made to fail');
    },
  });
  const reported: string[] = [];
  const body = await expose(registry, 'text', (metric, error) =>
    reported.push(`${metric}: ${String(error)}`),
  );
  expect(parseExposition(body).map(({ name }) => name)).toEqual(['good']);
  expect(reported).toEqual(['bad: Error: made to fail']);
});

test("default labels are on every line, and give way to a metric's own", async () => {
  const registry = new Registry();
  registry.setDefaultLabels({ zone: 'a', kind: 'default' });
  new Gauge({ name: 'g', help: 'G.', labelNames: ['kind'], registers: [registry] }).set({ kind: 'own' }, 1);
  const body = await expose(registry, 'text', neverFails);
  expect(parseExposition(body)[0]?.samples[0]?.labels).toEqual({ zone: 'a', kind: 'own' });
});

describe("with default labels, the ledger's families", () => {
  /** One of them is named like a label of their own, one like the buckets' label. */
  const DEFAULTS = { zone: 'a"b', http_route: 'default', le: 'default' };

  let served: Served | undefined;
  afterEach(() => served?.close());

  async function measured() {
    const metrics = createHttpMetrics({ django: true, bodySizes: true, exemplars: true });
    const app = express().use(metrics.middleware);
    app.get('/things/:id', (_request, response) => void response.send('ok'));
    const { port } = (served = await serve(app));
    const ask = async () => {
      const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
      await send({ port }, { path: '/things/1', headers: { traceparent } });
    };
    await ask();
    await eventually(async () => expect(await requestsCounted(metrics.registry)).not.toEqual({}));
    return { registry: metrics.registry, ask };
  }

  /** Lines with sums as exact as ours are. */
  const rounded = (text: string) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.replace(/[^ ]+$/, (value) => Number(value).toFixed(9)));

  test('are what prom-client writes', async () => {
    const { registry } = await measured();
    for (const defaults of [DEFAULTS, { zone: 'other' }, {}]) {
      registry.setDefaultLabels(defaults);
      expect(rounded(await expose(registry, 'text', neverFails))).toEqual(rounded(await registry.metrics()));
    }
  });

  test('keep their exemplars', async () => {
    const { registry } = await measured();
    registry.setDefaultLabels(DEFAULTS);
    expect(await expose(registry, 'openmetrics', neverFails)).toMatch(
      /^http_server_request_duration_seconds_bucket\{le="\S+",http_request_method="GET",http_route="\/things\/:id",\S+,zone="a\\"b"\} 1 # \{trace_id="a{32}",span_id="b{16}"\} /m,
    );
  });

  test('follow what is counted', async () => {
    const { registry, ask } = await measured();
    registry.setDefaultLabels({ zone: 'a' });
    await expose(registry, 'text', neverFails);
    await ask();
    await eventually(async () =>
      expect(await expose(registry, 'text', neverFails)).toMatch(
        /^http_server_request_duration_seconds_count\{.+,zone="a"\} 2$/m,
      ),
    );
  });

  test('are kept as bytes between scrapes', async () => {
    const preset = Array.from({ length: 100 }, (_none, index) => ({
      method: 'GET',
      route: `/r${index}`,
      status: 200,
    }));
    const { registry } = createHttpMetrics({ preset });
    registry.setDefaultLabels({ zone: 'a' });
    const pieces = async () => {
      const loan = new Loan();
      const list: Buffer[] = [];
      for await (const piece of exposePieces(registry, 'text', neverFails, loan)) list.push(piece);
      loan.end();
      return list;
    };
    const [first, second] = [await pieces(), await pieces()];
    expect(first.filter((piece) => second.includes(piece)).length).toBeGreaterThan(2);
  });
});

test('any label value comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (value) => {
      const registry = new Registry();
      new Gauge({ name: 'g', help: 'G.', labelNames: ['value'], registers: [registry] }).set({ value }, 1);
      const body = await expose(registry, 'text', neverFails);
      expect(parseExposition(body)[0]?.samples[0]?.labels.value).toBe(value);
    }),
  );
});

test.each<[string, Record<string, string>]>([
  ['a large registry', {}],
  ['a large registry with default labels', { zone: 'a' }],
])('other work runs while %s is written', async (_title, defaults) => {
  const preset = Array.from({ length: 3_000 }, (_none, index) => ({
    method: 'GET',
    route: `/r${index}`,
    status: 200,
  }));
  const { registry } = createHttpMetrics({ preset, limits: { routes: 20_000, cells: 20_000 } });
  registry.setDefaultLabels(defaults);
  let turns = 0;
  const count = () => {
    turns++;
    timer = setImmediate(count);
  };
  let timer = setImmediate(count);
  const body = await expose(registry, 'text', neverFails);
  clearImmediate(timer);
  expect(turns).toBeGreaterThan(1);
  expect(body.match(/^http_server_request_duration_seconds_/gm)).toHaveLength(3_000 * 17);
});

test('a line longer than a piece is written whole', async () => {
  const route = `/${'x'.repeat(300_000)}`;
  const { registry } = createHttpMetrics({
    preset: [{ method: 'GET', route, status: 200 }],
    durationBuckets: [1],
  });
  const body = await expose(registry, 'text', neverFails);
  const samples = parseExposition(body)[0]?.samples ?? [];
  expect(samples.map(({ labels }) => labels.http_route === route)).toEqual([true, true, true, true]);
});

describe('OpenMetrics', () => {
  const openMetricsOf = (fill: (registry: Registry<OpenMetricsContentType>) => void) => {
    const registry = new Registry<OpenMetricsContentType>();
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    fill(registry);
    return expose(registry, 'openmetrics', neverFails);
  };

  test('a counter whose shorter name is taken keeps its name and has no type', async () => {
    const body = await openMetricsOf((registry) => {
      new Gauge({ name: 'jobs', help: 'Jobs.', registers: [registry] }).set(1);
      new Counter({ name: 'jobs_total', help: 'Jobs.', registers: [registry] }).inc(3);
    });
    expect(body).toContain('# TYPE jobs gauge\njobs 1\n');
    expect(body).toContain('# TYPE jobs_total unknown\njobs_total 3\n');
  });

  test('a counter carries its exemplar, but not where it has no type', async () => {
    const counted = (registry: Registry<OpenMetricsContentType>) => {
      const options = { name: 'jobs_total', help: 'Jobs.', enableExemplars: true, registers: [registry] };
      new Counter(options).inc({ value: 3, exemplarLabels: { trace_id: 'abc' } });
    };
    expect(await openMetricsOf(counted)).toMatch(/^jobs_total 3 # \{trace_id="abc"\} 3 /m);
    const body = await openMetricsOf((registry) => {
      new Gauge({ name: 'jobs', help: 'Jobs.', registers: [registry] }).set(1);
      counted(registry);
    });
    expect(body).toContain('# TYPE jobs_total unknown\njobs_total 3\n');
  });

  test('a family that ends in a base unit says so', async () => {
    const body = await openMetricsOf((registry) => {
      new Counter({ name: 'busy_seconds_total', help: 'Busy.', registers: [registry] });
      new Gauge({ name: 'seconds_left', help: 'Left.', registers: [registry] });
    });
    expect(body).toContain('# TYPE busy_seconds counter\n# UNIT busy_seconds seconds\n');
    expect(body).not.toContain('# UNIT seconds_left');
  });
});

test('a metric whose collection never ends is left out and told of, and the others are there', async () => {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({ name: 'hung', help: 'Hangs.', registers, collect: () => new Promise(() => undefined) });
  new Gauge({ name: 'level', help: 'Level.', registers }).set(3);
  const failed: string[] = [];

  const body = await expose(registry, 'text', (metric) => failed.push(metric), undefined, 20);

  expect(body).toBe('# HELP level Level.\n# TYPE level gauge\nlevel 3\n');
  expect(failed).toEqual(['hung']);
});
