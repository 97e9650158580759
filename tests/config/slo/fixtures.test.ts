import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promtools, run } from './support/promtools';

jest.setTimeout(300_000);

const root = path.join(__dirname, '../../..');
const fixtures = path.join(root, 'observability/fixtures');
/** Folders of specifications without an error: every dialect and feature. */
const folders = [
  'good',
  'import',
  'notes',
  'same/availability',
  'same/grouped',
  'same/latency',
  'same/target',
];

/** Whether a rule file says in its head that Prometheus 2 does not load it. */
const needsNewer = (file: string) => readFileSync(file, 'utf8').includes('\n# Needs Prometheus 3.\n');

describe.each(folders)('the specifications in observability/fixtures/%s', (folder) => {
  let output: string;
  beforeAll(async () => {
    output = await mkdtemp(path.join(tmpdir(), 'slo-fixtures-'));
  });
  afterAll(() => rm(output, { recursive: true }));

  it('become rules that Prometheus loads', async () => {
    const rules: string[] = [];
    for (const file of await readdir(path.join(fixtures, folder))) {
      const out = path.join(output, file);
      const command = [
        path.join(root, 'observability/bin/slo.js'),
        'build',
        path.join(fixtures, folder, file),
      ];
      execFileSync(process.execPath, [...command, '--out', out], { stdio: 'pipe' });
      rules.push(...(await readdir(path.join(out, 'rules'))).map((name) => path.join(out, 'rules', name)));
    }
    for (const promtool of promtools()) {
      const { output: version } = await run(promtool, ['--version']);
      const loadable = version.includes('version 2.') ? rules.filter((file) => !needsNewer(file)) : rules;
      const result = await run(promtool, ['check', 'rules', ...loadable]);
      expect(result).toMatchObject({ code: 0, output: expect.not.stringContaining('FAILED') as string });
    }
    expect(rules.length).toBeGreaterThan(0);
  });
});
