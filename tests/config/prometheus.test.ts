import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promtools, run } from './slo/support/promtools';
import { projectFiles, projectPath, readProjectYaml } from './support/project';
import { ruleFiles } from './support/rules';
import { runTool } from './support/tools';

jest.setTimeout(300_000);

describe('the configuration', () => {
  let folder: string;

  // As it is after the set-up: promtool wants the token and the target files to be there.
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'prometheus-'));
    await cp(projectPath('prometheus'), folder, { recursive: true });
    for (const name of ['scrape-token', 'monitoring-password']) {
      await writeFile(path.join(folder, 'secrets', name), 'token\n');
    }
    for (const name of ['api', 'prometheus', 'alertmanager']) {
      await writeFile(path.join(folder, 'targets', `${name}.json`), '[{ "targets": ["127.0.0.1:1"] }]');
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  const check = () =>
    runTool('promtool', [
      'check',
      'config',
      '--lint=all',
      '--lint-fatal',
      path.join(folder, 'prometheus.yml'),
    ]);

  test('is valid, with every file it names', async () => {
    const { code, output } = await check();
    expect(output).not.toContain('WARNING');
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('SUCCESS') as string });
  });

  test('is not, when a setting is misspelt', async () => {
    const file = path.join(folder, 'prometheus.yml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('sample_limit:', 'sample_limits:'));
    const { code, output } = await check();
    await writeFile(file, text);
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('sample_limits') as string });
  });
});

test('every rule file is valid', async () => {
  const files = ruleFiles.map((file) => projectPath(file));
  for (const promtool of promtools()) {
    const { code, output } = await run(promtool, ['check', 'rules', '--lint=all', '--lint-fatal', ...files]);
    expect({ code, output }).toEqual({ code: 0, output: expect.not.stringContaining('FAILED') as string });
  }
});

describe('the rules do what their tests say', () => {
  const tests = projectFiles('prometheus/tests', '.test.yml');

  test.each(tests)('%s', async (file) => {
    for (const promtool of promtools()) {
      const { code, output } = await run(promtool, ['test', 'rules', projectPath(file)]);
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('SUCCESS') as string });
    }
  });

  test('every rule file has tests', () => {
    const tested = tests.flatMap(
      (file) => readProjectYaml<{ rule_files: readonly string[] }>(file).rule_files,
    );
    const files = tested.map((file) => path.join('prometheus/tests', file));
    expect(new Set(files)).toEqual(new Set(ruleFiles));
  });
});
