import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectPath } from '../support/project';
import { promtools } from './support/promtools';

jest.setTimeout(300_000);

const program = projectPath('observability/bin/slo.js');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'slo-promtool-option-'));
  await writeFile(path.join(folder, 'plain.yaml'), plain);
  await writeFile(path.join(folder, 'newer.yaml'), newer);
});
afterAll(() => rm(folder, { recursive: true }));

/** A window of an hour keeps the generated tests short. */
const plain = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: {name: requests, labels: {pyrra.dev/service: shop}}
spec: {target: '99', window: 1h, indicator: {bool_gauge: {metric: up}}}
`;
const newer = `version: prometheus/v1
service: shop
slos:
  - name: requests
    objective: 99
    sli: {raw: {error_ratio_query: '1 * avg({"http.error_ratio"})'}}
`;

const slo = (args: readonly string[], env: NodeJS.ProcessEnv = process.env) =>
  new Promise<{ status: unknown; errors: string }>((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: folder, env }, (error, _stdout, stderr) => {
      resolve({ status: error ? error.code : 0, errors: stderr });
    });
  });
const build = (spec: string, ...more: readonly string[]) =>
  slo(['build', spec, '--scrape-interval', '15s', '--out', 'gen', ...more]);
const written = () => existsSync(path.join(folder, 'gen'));

test('what Prometheus 2 does not load is refused by its promtool, and nothing is written', async () => {
  const [older = '', newer = ''] = promtools();
  const refused = await build('newer.yaml', '--promtool', older);
  expect(refused).toMatchObject({
    status: 1,
    errors: expect.stringContaining('nothing is written') as string,
  });
  expect(refused.errors).toContain('parse error');
  expect(written()).toBe(false);
  expect(await build('newer.yaml', '--promtool', newer)).toMatchObject({ status: 0 });
  expect(written()).toBe(true);
});

test('its rules and tests are taken by each promtool', async () => {
  for (const promtool of promtools()) {
    const { status, errors } = await build('plain.yaml', '--promtool', promtool);
    expect([status, errors]).toEqual([0, expect.stringContaining('takes 4 files')]);
  }
});

test('one on PATH is used without a path; a missing one is an error with a code', async () => {
  const [promtool = ''] = promtools();
  const PATH = path.dirname(promtool);
  expect(await slo(['build', 'plain.yaml', '--out', '-', '--promtool'], { PATH })).toMatchObject({
    status: 0,
  });
  for (const [named, env] of [
    [[], { PATH: folder }],
    [['nowhere/promtool'], {}],
    [[process.execPath], {}],
  ] as const) {
    const { status, errors } = await slo(
      ['build', 'plain.yaml', '--out', 'gen', '--promtool', ...named],
      env,
    );
    expect([status, errors]).toEqual([2, expect.stringContaining('[promtool-missing]')]);
  }
});

test('without the option, none is looked for', async () => {
  expect(await slo(['build', 'plain.yaml', '--out', 'gen'], {})).toMatchObject({ status: 0 });
});
