import {
  compileSlo,
  defaultOptions,
  readSpecifications,
  toYaml,
  type RuleGroup,
} from '@express-slo-stack/observability/slo';
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectPath } from '../support/project';
import { kinds, specification } from './support/specs';

const image = 'victoriametrics/vmalert:v1.145.0';
const docker = (...args: readonly string[]) => spawnSync('docker', args, { encoding: 'utf8' });
const isThere = docker('image', 'inspect', image).status === 0;
const there = isThere ? describe : describe.skip;
if (!isThere) console.info(`vmalert is left out: no Docker engine has the image ${image}.`);

jest.setTimeout(120_000);

function dryRun(folder: string): { code: number | null; output: string } {
  const mount = ['--volume', `${folder}:/rules:ro`];
  const run = docker('run', '--rm', '--network', 'none', ...mount, image, '-rule=/rules/*.yml', '-dryRun');
  return { code: run.status, output: run.stdout + run.stderr };
}

/** Runs where a Docker engine has the image: `docker pull victoriametrics/vmalert:v1.145.0`. */
there('vmalert', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'slo-vmalert-'));
    await chmod(folder, 0o755);
  });
  afterEach(() => rm(folder, { recursive: true }));
  const write = (name: string, groups: readonly RuleGroup[]) =>
    writeFile(path.join(folder, `${name}.yml`), toYaml({ groups }, []));

  test('loads the rules of the sample', () => {
    const { code, output } = dryRun(projectPath('prometheus/rules'));
    expect(output).toContain('finished reading');
    expect(code).toBe(0);
  });

  test.each(['house', 'sloth'] as const)('loads rules of every kind of SLO: %s', async (naming) => {
    const files = kinds.map((kind) => ({ file: `${kind.name}.yaml`, text: specification(kind) }));
    const { slos } = readSpecifications(files, {});
    expect(slos.length).toBe(kinds.length);
    for (const { slo } of slos) {
      await write(slo.name, compileSlo(slo, { ...defaultOptions, naming }).groups);
    }
    const { code, output } = dryRun(folder);
    expect(output).toContain(`finished reading ${kinds.length} files`);
    expect(code).toBe(0);
  });

  test('refuses what is none', async () => {
    const rule = { alert: 'Down', expr: 'sum(', labels: {}, annotations: {} };
    await write('wrong', [{ name: 'one', interval: '30s', rules: [rule] }]);
    expect(dryRun(folder).code).not.toBe(0);
  });
});
