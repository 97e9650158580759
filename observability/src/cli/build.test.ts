import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { main } from './main';
import { testEnvironment } from './testing';

const fixtures = join(__dirname, '../../fixtures');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slo-build-'));
  mkdirSync(join(folder, 'slos'));
  cpSync(join(fixtures, 'same/availability/openslo.yaml'), join(folder, 'slos/availability.yaml'));
  cpSync(join(fixtures, 'same/latency/openslo.yaml'), join(folder, 'slos/latency.yaml'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function slo(...argv: string[]) {
  const environment = testEnvironment(folder);
  const status = await main(argv, environment);
  return { status, out: environment.text(), err: environment.errors() };
}
const filesIn = (path: string) => readdirSync(join(folder, path)).sort();
const stems = ['slo-checkout-requests-availability', 'slo-checkout-requests-latency'];
const testsOf = (stem: string) => [`${stem}-waits.test.yml`, `${stem}-windows.test.yml`, `${stem}.test.yml`];
const committed = {
  rules: stems.map((stem) => `${stem}.yml`),
  tests: stems.flatMap(testsOf),
};
const sloDashboards = ['http-api.json', 'nodejs.json', 'slo-detail.json', 'slo-overview.json'];
const edit = (path: string, from: string | RegExp, to: string) => {
  const text = readFileSync(join(folder, path), 'utf8');
  expect(text).toMatch(from);
  writeFileSync(join(folder, path), text.replace(from, to));
};

describe('without SPEC', () => {
  it('writes the rules and tests of the sample to their committed places', async () => {
    const { status, out } = await slo('build');
    expect([status, out]).toEqual([0, '15 files for 2 SLOs in their committed places (15 changed)\n']);
    expect({ rules: filesIn('prometheus/rules'), tests: filesIn('prometheus/tests') }).toEqual(committed);
  });

  it('writes the bounds that the API gets, which need not be among those of OpenTelemetry', async () => {
    edit('slos/latency.yaml', 'le="1"', 'le="1.1"');
    expect((await slo('lint', 'slos')).status).toBe(0);
    await slo('build');
    expect(readFileSync(join(folder, 'api/latency-bounds.ts'), 'utf8')).toContain('number[] = [1.1];');
  });

  it('says the same twice', async () => {
    await slo('build');
    expect((await slo('build')).out).toBe('15 files for 2 SLOs in their committed places (none changed)\n');
    expect(await slo('build', '--check')).toEqual({
      status: 0,
      out: '15 files as the specifications say\n',
      err: '',
    });
  });

  it('--check names the files that drifted after one changed character, and writes nothing', async () => {
    await slo('build');
    edit('slos/latency.yaml', 'target: 0.99', 'target: 0.98');
    const before = readFileSync(join(folder, 'prometheus/rules/slo-checkout-requests-latency.yml'), 'utf8');
    const { status, out } = await slo('build', '--check');
    expect(status).toBe(1);
    expect(out).toContain('prometheus/rules/slo-checkout-requests-latency.yml: changed\n');
    expect(out).toContain('prometheus/tests/slo-checkout-requests-latency.test.yml: changed\n');
    expect(out).not.toContain('availability');
    expect(readFileSync(join(folder, 'prometheus/rules/slo-checkout-requests-latency.yml'), 'utf8')).toBe(
      before,
    );
  });

  it('--check sees a change by hand and a missing file', async () => {
    await slo('build');
    edit(`prometheus/rules/${stems[0]}.yml`, '14.4', '14.5');
    rmSync(join(folder, `prometheus/tests/${stems[1]}.test.yml`));
    const { status, out } = await slo('build', '--check');
    expect(status).toBe(1);
    expect(out).toContain(`prometheus/rules/${stems[0]}.yml: changed\n`);
    expect(out).toContain(`prometheus/tests/${stems[1]}.test.yml: missing\n`);
  });

  it('removes what it wrote for an SLO that is gone, and nothing else', async () => {
    await slo('build');
    writeFileSync(join(folder, 'prometheus/rules/targets.yml'), 'groups: []\n');
    rmSync(join(folder, 'slos/latency.yaml'));
    const { status, out } = await slo('build', '--check');
    expect([status, out]).toEqual([
      1,
      expect.stringContaining(`prometheus/rules/${stems[1]}.yml: not generated any more\n`),
    ]);
    await slo('build');
    expect(filesIn('prometheus/rules')).toEqual([`${stems[0]}.yml`, 'targets.yml']);
  });

  it('writes the dashboards of the SLOs and of the sample; of others it removes those that it wrote', async () => {
    await slo('build');
    const written = filesIn('grafana');
    expect(written).toEqual([...sloDashboards, 'ingestion.json', 'monitoring.json'].sort());
    cpSync(join(folder, 'grafana/slo-detail.json'), join(folder, 'grafana/old.json'));
    writeFileSync(join(folder, 'grafana/by-hand.json'), '{}\n');
    edit('grafana/monitoring.json', 'Targets down', 'Targets away');
    const { status, out } = await slo('build', '--check');
    expect([status, out]).toEqual([
      1,
      'grafana/monitoring.json: changed\ngrafana/old.json: not generated any more\n' +
        '2 files drifted; "npm run slo -- build" writes them anew and deletes what is not generated any more\n',
    ]);
    await slo('build');
    expect(filesIn('grafana')).toEqual(['by-hand.json', ...written]);
  });
});

describe('with --out', () => {
  it('writes DIR/rules, DIR/tests and the SLO dashboards to DIR/dashboards, and leaves other files of ours alone', async () => {
    await slo('build', 'slos/latency.yaml', '--out', 'gen');
    const { status } = await slo('build', 'slos/availability.yaml', '--out', 'gen');
    expect(status).toBe(0);
    expect({ rules: filesIn('gen/rules'), tests: filesIn('gen/tests') }).toEqual(committed);
    expect(filesIn('gen/dashboards')).toEqual(sloDashboards);
  });

  it('needs it when SPEC is given', async () => {
    const { status, err } = await slo('build', 'slos/latency.yaml');
    expect([status, err]).toEqual([2, expect.stringContaining('--out DIR')]);
  });

  it.each(['openslo', 'sloth', 'sloth-kubernetes', 'pyrra', 'openslo-bare', 'openslo-v2alpha'])(
    'writes the same files from %s as from OpenSLO',
    async (dialect) => {
      await slo('build', 'slos/availability.yaml', '--scrape-interval', '1m', '--out', 'openslo');
      await slo('build', join(fixtures, `same/availability/${dialect}.yaml`), '--out', 'other');
      const read = (path: string) => readFileSync(join(folder, path), 'utf8');
      for (const file of [
        `rules/${stems[0]}.yml`,
        ...testsOf(stems[0] ?? '').map((file) => `tests/${file}`),
      ]) {
        expect(read(`other/${file}`)).toBe(read(`openslo/${file}`));
      }
    },
  );
});

describe('files of SLOs that are gone', () => {
  const addPayments = () => {
    mkdirSync(join(folder, 'other'));
    cpSync(join(fixtures, 'same/latency/openslo.yaml'), join(folder, 'other/payments.yaml'));
    edit('other/payments.yaml', /service: \S+/, 'service: payments');
  };

  it('go with the next build of the same folder, and --check finds them', async () => {
    await slo('build', 'slos', '--out', 'gen');
    rmSync(join(folder, 'slos/latency.yaml'));
    const { status, out } = await slo('build', 'slos', '--out', 'gen', '--check');
    expect([status, out]).toEqual([
      1,
      expect.stringContaining(`gen/rules/${stems[1]}.yml: not generated any more\n`),
    ]);
    expect((await slo('build', 'slos', '--out', 'gen')).status).toBe(0);
    expect(filesIn('gen/rules')).toEqual([`${stems[0]}.yml`]);
    expect(filesIn('gen/tests')).toEqual(testsOf(stems[0] ?? ''));
    expect((await slo('build', 'slos', '--out', 'gen', '--check')).status).toBe(0);
  });

  it('go when an SLO is renamed within its file', async () => {
    await slo('build', 'slos/latency.yaml', '--out', 'gen');
    edit('slos/latency.yaml', /name: requests-latency/, 'name: speed');
    await slo('build', 'slos/latency.yaml', '--out', 'gen');
    expect(filesIn('gen/rules')).toEqual(['slo-checkout-speed.yml']);
  });

  it('stay when other specifications are built into the same folder', async () => {
    addPayments();
    await slo('build', 'slos', '--out', 'gen');
    await slo('build', 'other', '--out', 'gen');
    expect(filesIn('gen/rules')).toEqual([...committed.rules, 'slo-payments-requests-latency.yml']);
    expect((await slo('build', 'slos', '--out', 'gen', '--check')).status).toBe(0);
    rmSync(join(folder, 'other/payments.yaml'));
    cpSync(join(folder, 'slos/availability.yaml'), join(folder, 'other/moved.yaml'));
    rmSync(join(folder, 'slos/availability.yaml'));
    await slo('build', 'other', '--out', 'gen');
    await slo('build', 'slos', '--out', 'gen');
    expect(filesIn('gen/rules')).toEqual(committed.rules);
  });

  it('stay when somebody has taken their place, or by hand', async () => {
    await slo('build', 'slos', '--out', 'gen');
    writeFileSync(join(folder, `gen/rules/${stems[1]}.yml`), 'groups: []\n');
    writeFileSync(join(folder, 'gen/rules/mine.yml'), 'groups: []\n');
    rmSync(join(folder, 'slos/latency.yaml'));
    await slo('build', 'slos', '--out', 'gen', '--prune');
    expect(filesIn('gen/rules')).toEqual(['mine.yml', ...committed.rules]);
  });

  it('--prune removes those of other specifications, and of a build before the list of files', async () => {
    addPayments();
    await slo('build', 'slos', '--out', 'gen');
    rmSync(join(folder, 'gen/slo-files.json'));
    await slo('build', 'other', '--out', 'gen', '--prune');
    expect(filesIn('gen/rules')).toEqual(['slo-payments-requests-latency.yml']);
    expect(filesIn('gen/dashboards')).toEqual(sloDashboards);
  });

  it('a list of files that is none is an error with the way out', async () => {
    mkdirSync(join(folder, 'gen'));
    writeFileSync(join(folder, 'gen/slo-files.json'), '{');
    const { status, err } = await slo('build', 'slos', '--out', 'gen');
    expect([status, err]).toEqual([
      2,
      expect.stringContaining('gen/slo-files.json is not what "slo build" wrote'),
    ]);
  });
});

describe('at the keyboard', () => {
  it('reads the standard input, and writes the rules to the standard output', async () => {
    const text = readFileSync(join(folder, 'slos/availability.yaml'), 'utf8');
    const environment = { ...testEnvironment(folder), stdin: () => text };
    expect(await main(['build', '-', '--out', '-', '--scrape-interval', '15s'], environment)).toBe(0);
    const rules = parse(environment.text()) as { groups: { name: string }[] };
    await slo('build', 'slos/availability.yaml', '--out', 'gen');
    const written = readFileSync(join(folder, `gen/rules/${stems[0]}.yml`), 'utf8');
    expect(rules).toEqual(parse(written));
    expect(environment.errors()).toContain('rule tests and dashboards are left out');
  });

  it('names the standard input in findings', async () => {
    const environment = { ...testEnvironment(folder), stdin: () => 'a: [\n' };
    expect(await main(['lint', '-'], environment)).toBe(1);
    expect(environment.text()).toMatch(/^<stdin>:\d+:\d+: error: /);
  });

  it('--quiet prints nothing where nothing is wrong', async () => {
    const quiet = { status: 0, out: '', err: '' };
    expect(await slo('build', 'slos', '--out', 'gen', '--quiet')).toEqual(quiet);
    expect(await slo('build', 'slos', '--out', 'gen', '--quiet', '--check')).toEqual(quiet);
    expect(await slo('lint', 'slos', '-q')).toEqual(quiet);
  });

  it.each(['latency.yaml', 'slos/lat*', '**/latency.yaml'])(
    '--exclude %s leaves files out',
    async (pattern) => {
      await slo('build', 'slos', '--out', 'gen', '--exclude', pattern);
      expect(filesIn('gen/rules')).toEqual([`${stems[0]}.yml`]);
    },
  );

  it('--exclude of everything is an error', async () => {
    const { status, err } = await slo('build', 'slos', '--out', 'gen', '--exclude', '*.yaml');
    expect([status, err]).toEqual([2, expect.stringContaining('--exclude leaves none of the 2 files')]);
  });

  it('--out - refuses what needs a folder', async () => {
    const { status, err } = await slo('build', 'slos', '--out', '-', '--check');
    expect([status, err]).toEqual([2, expect.stringContaining('--check needs a folder')]);
  });
});

describe('bad input never yields half an output', () => {
  it('an error in one of two specifications: nothing changes', async () => {
    await slo('build');
    edit('slos/availability.yaml', 'target: 0.999', 'target: 0.998');
    edit('slos/latency.yaml', 'le="1"', 'le="11"');
    const before = filesIn('prometheus/rules').map((name) =>
      readFileSync(join(folder, 'prometheus/rules', name), 'utf8'),
    );
    const { status, err } = await slo('build');
    expect(status).toBe(1);
    expect(err).toMatch(/^slos\/latency\.yaml:17:91: error: .* \[latency-bucket\]$/m);
    expect(err).toContain('1 error; nothing is written\n');
    const after = filesIn('prometheus/rules').map((name) =>
      readFileSync(join(folder, 'prometheus/rules', name), 'utf8'),
    );
    expect(after).toEqual(before);
  });

  it('a file where a folder is needed: no rules either', async () => {
    mkdirSync(join(folder, 'gen'));
    writeFileSync(join(folder, 'gen/tests'), 'not a folder');
    const { status, err } = await slo('build', '--out', 'gen');
    expect([status, err]).toEqual([2, expect.stringContaining('cannot write to gen: ')]);
    expect(filesIn('gen/rules')).toEqual([]);
  });
});

describe('what the options change', () => {
  const rules = async (...options: string[]) => {
    await slo('build', 'slos/availability.yaml', '--out', 'gen', ...options);
    return readFileSync(join(folder, `gen/rules/${stems[0]}.yml`), 'utf8');
  };

  it('--severity-map', async () =>
    expect(await rules('--severity-map', 'page=critical,ticket=warning')).toMatch(
      /severity: critical[^]*severity: warning/,
    ));
  it('--naming sloth', async () =>
    expect(await rules('--naming', 'sloth')).toContain('sloth_id: checkout-requests-availability'));
  it('--scrape-interval', async () =>
    expect(await rules('--scrape-interval', '30s')).toContain(
      'rate(http_requests_total{job="checkout"}[2m])',
    ));
  it("without it, Prometheus's own default; for the sample, its own", async () => {
    await slo('build', join(fixtures, 'same/availability/openslo.yaml'), '--out', 'gen');
    expect(readFileSync(join(folder, `gen/rules/${stems[0]}.yml`), 'utf8')).toContain('[4m]))');
    await slo('build');
    const sample = readFileSync(join(folder, `prometheus/rules/${stems[0]}.yml`), 'utf8');
    expect(sample).toContain('rate(http_requests_total{job="checkout"}[1m])');
  });
});
