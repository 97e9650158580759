import { execFileSync } from 'node:child_process';
import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { projectPath, readProjectFile } from '../support/project';
import { promtools } from './support/promtools';

jest.setTimeout(300_000);

/** The blocks of a document in one language, without the indentation that those in lists have. */
const blocks = (document: string, language: string) =>
  [...readProjectFile(document).matchAll(new RegExp(`^( *)\`\`\`${language}\n([^]*?)^\\1\`\`\``, 'gm'))].map(
    ([, indent = '', text = '']) => text.replace(new RegExp(`^${indent}`, 'gm'), ''),
  );

/** The block that has a text in it. */
function blockWith(document: string, language: string, text: string): string {
  const found = blocks(document, language).filter((block) => block.includes(text));
  expect(found).toHaveLength(1);
  return String(found[0]);
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'slo-documented-'));
  await mkdir(path.join(folder, 'slos'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Types a block's commands, as they stand, into a shell whose npx and promtool are ours. Throws when one fails. */
function type(commands: string): string {
  const [promtool] = promtools();
  const functions = `npx() { shift 3; '${process.execPath}' '${projectPath('observability/bin/slo.js')}' "$@"; }
promtool() { '${String(promtool)}' "$@"; }
kubectl() { true; }
`;
  return execFileSync('bash', ['-euo', 'pipefail', '-c', functions + commands], {
    cwd: folder,
    encoding: 'utf8',
  });
}

const writeSlos = (files: readonly string[]) =>
  Promise.all(files.map((text, i) => writeFile(path.join(folder, 'slos', `${i}.yaml`), text)));

test('the SLO files of docs/slos.md become rules by its own commands, and their tests pass', async () => {
  const files = blocks('docs/slos.md', 'yaml');
  expect(files.length).toBeGreaterThan(2);
  await writeSlos(files);
  const said = type(blockWith('docs/slos.md', 'sh', '--check'));
  expect(said).toContain(`for ${files.length} SLOs in gen`);
  expect(said).toMatch(/files as the specifications say\n/);
  expect(said).toContain('SUCCESS');
});

test('the SLO file of the README, by the commands of docs/production.md, becomes rules and objects for Kubernetes', async () => {
  await writeSlos([blockWith('README.md', 'yaml', 'prometheus/v1')]);
  type(blockWith('docs/production.md', 'sh', 'slo build slos'));
  type(blockWith('docs/production.md', 'sh', 'PrometheusRule'));
  const objects = await readdir(path.join(folder, 'gen/k8s'));
  expect(objects).toEqual(['slo-my-service-availability.yaml']);
  for (const name of objects) {
    const rules = await readFile(path.join(folder, 'gen/rules', name.replace('.yaml', '.yml')), 'utf8');
    expect(parse(await readFile(path.join(folder, 'gen/k8s', name), 'utf8'))).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: name.replace('.yaml', '') },
      spec: parse(rules) as unknown,
    });
  }
});
