import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileSlo, defaultOptions } from '../slo';
import { readSpecifications } from '../slo/readers';
import { showTime } from './commands/explain';
import { main } from './main';
import { testEnvironment } from './testing';

const fixtures = join(__dirname, '../../fixtures');

async function slo(argv: readonly string[], change: Parameters<typeof testEnvironment>[1] = {}) {
  const environment = testEnvironment(fixtures, change);
  const status = await main(argv, environment);
  return { status, out: environment.text(), err: environment.errors() };
}

describe('help and usage', () => {
  it('--help goes to the standard output, status 0', async () => {
    const { status, out, err } = await slo(['--help']);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^Usage: slo \[options\] \[command\]$/m);
    expect(out).toMatch(/^Examples:$/m);
    expect(out).toMatch(/^Exit status: /m);
  });

  it.each(['build', 'lint', 'import', 'explain'])('%s --help', async (command) => {
    const { status, out } = await slo([command, '--help']);
    expect([status, out]).toEqual([0, expect.stringContaining(`Usage: slo ${command} [options]`)]);
  });

  it('--version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(fixtures, '../package.json'), 'utf8')) as {
      version: string;
    };
    expect(await slo(['--version'])).toEqual({ status: 0, out: `${version}\n`, err: '' });
  });

  it.each([
    ['no command', [], 'Usage: slo'],
    ['an unknown command', ['biuld'], 'Did you mean build?'],
    ['an unknown option', ['lint', '--jsn'], 'Did you mean --json?'],
    ['a file that is not there', ['lint', 'nowhere.yaml'], 'there is no file nowhere.yaml'],
    ['a folder without specifications', ['lint', '.'], 'the folder . holds no .yaml or .yml file'],
    ['import without SPEC', ['import'], 'missing required argument'],
    ['a scrape interval', ['lint', '--scrape-interval', 'soon'], 'such as 15s'],
    ['a severity map', ['lint', '--severity-map', 'page'], 'page=critical,ticket=warning'],
    ['buckets', ['lint', '--buckets', '0.1,0.2'], 'http_request_duration_seconds=0.1,0.25,1'],
    ['an error that cannot be allowed', ['lint', '--allow', 'objective-100'], 'cannot be allowed'],
    ['an error rate', ['explain', '--error-rates', '200'], 'between 0 and 100'],
    ['a naming', ['lint', '--naming', 'pyrra'], 'house, sloth'],
  ])('%s: status 2, and how it is used', async (_what, argv, said) => {
    const { status, out, err } = await slo(argv);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(said);
    expect(err).toMatch(/Run "slo|Usage: slo/);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('colours', () => {
  const bad = ['lint', 'lints/unknown-field.yaml'];
  const escape = '\u001b[';
  it('on a terminal', async () => expect((await slo(bad, { terminal: true })).out).toContain(escape));
  it('not elsewhere', async () => expect((await slo(bad)).out).not.toContain(escape));
  it('not with NO_COLOR', async () =>
    expect((await slo(bad, { terminal: true, env: { NO_COLOR: '1' } })).out).not.toContain(escape));
  it('not with NO_COLOR in the help either', async () =>
    expect((await slo(['--help'], { terminal: true, env: { NO_COLOR: '1' } })).out).not.toContain(escape));
});

describe('import', () => {
  const others = ['availability', 'latency', 'target', 'grouped'].flatMap((folder) =>
    readdirSync(join(fixtures, 'same', folder)).map((file) => `same/${folder}/${file}`),
  );
  const noted = readdirSync(join(fixtures, 'notes')).map((file) => `notes/${file}`);
  const imported = readdirSync(join(fixtures, 'import')).map((file) => `import/${file}`);
  const groupsOf = (file: string, text: string) => {
    const { slos, problems } = readSpecifications([{ file, text }]);
    expect(problems).toEqual([]);
    return slos.map(({ slo: one }) => compileSlo(one, { ...defaultOptions, naming: 'sloth' }).groups);
  };

  it.each([...others, ...noted, ...imported])(
    '%s compiles to the same rules after its import',
    async (file) => {
      const { status, out } = await slo(['import', file]);
      expect(status).toBe(0);
      expect(groupsOf('imported.yaml', out)).toEqual(
        groupsOf(file, readFileSync(join(fixtures, file), 'utf8')),
      );
    },
  );

  it('says what it changed on the standard error', async () => {
    const { err } = await slo(['import', 'same/availability/sloth.yaml']);
    expect(err).toContain('[windows-ours]');
    expect(err).toContain('[label-dropped]');
  });

  it('writes a file with --out, and nothing for a broken specification', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'slo-import-'));
    const out = join(folder, 'checkout.yaml');
    expect((await slo(['import', 'same/availability/pyrra.yaml', '--out', out])).status).toBe(0);
    expect(readFileSync(out, 'utf8')).toMatch(/^apiVersion: openslo\/v1\nkind: SLO\n/);
    writeFileSync(out, 'mine');
    expect((await slo(['import', 'lints/plugin-unsupported.yaml', '--out', out])).status).toBe(1);
    expect(readFileSync(out, 'utf8')).toBe('mine');
    rmSync(folder, { recursive: true });
  });
});

describe('explain', () => {
  const file = 'same/availability/openslo.yaml';

  it('is a table that a person can read', async () => {
    const { status, out } = await slo(['explain', file]);
    expect(status).toBe(0);
    expect(out).toMatch(/^requests-availability \(checkout\): 99\.9 % over 30 days$/m);
    expect(out).toMatch(/^ {0,3}100 % .* 1h-5m .* 1d-2h /m);
    expect(out).toMatch(/^ {0,3}0\.5 % +– +– +– +14h/m);
  });

  it('--json has the workbook in it', async () => {
    const { out } = await slo(['explain', file, '--json', '--error-rates', '100,10,1']);
    const [explained] = JSON.parse(out) as {
      predictions: {
        errorRatePercent: number;
        fires: { pair: string; workbookSeconds: number; seconds: number }[];
      }[];
    }[];
    expect(explained?.predictions.map(({ errorRatePercent }) => errorRatePercent)).toEqual([100, 10, 1]);
    const [total, tenth, hundredth] = explained?.predictions ?? [];
    expect(total?.fires[0]?.workbookSeconds).toBeCloseTo(51.84);
    expect(tenth?.fires[0]?.workbookSeconds).toBeCloseTo(518.4);
    expect(hundredth?.fires[0]).toMatchObject({ pair: '6h-30m' });
    expect(hundredth?.fires[0]?.workbookSeconds).toBeCloseTo(12_960);
    for (const { pair, seconds, workbookSeconds } of total?.fires ?? []) {
      expect([pair, seconds - workbookSeconds <= 150]).toEqual([pair, true]);
    }
  });

  it('says nothing about a broken specification', async () => {
    const { status, out, err } = await slo(['explain', 'lints/query-syntax.yaml']);
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('[query-syntax]');
  });

  it.each([
    [0, '0s'],
    [51.84, '52s'],
    [518.4, '8m 38s'],
    [3600, '1h'],
    [12_960, '3h 36m'],
    [259_200, '3d'],
  ])('writes %d seconds as %s', (seconds, text) => expect(showTime(seconds)).toBe(text));
});
