import {
  compileSlo,
  defaultOptions,
  readSpecifications,
  ruleTests,
  toYaml,
  type CompileOptions,
  type RuleGroup,
} from '@express-slo-stack/observability/slo';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder with the rules and the rule tests of one specification. */
export interface Generated {
  readonly folder: string;
  readonly rules: string;
  readonly tests: readonly string[];
  readonly groups: readonly RuleGroup[];
}

/** Compiles a specification into a folder of its own; throws what the readers say against it. */
export async function generate(text: string, changes: Partial<CompileOptions> = {}): Promise<Generated> {
  const { slos, problems } = readSpecifications([{ file: 'spec.yaml', text }], {});
  const [read] = slos;
  if (!read || problems.length > 0) throw new Error(problems.map(({ message }) => message).join('; '));
  // A base window of one minute: windows of a day then have every pair.
  const options = { ...defaultOptions, scrapeSeconds: 15, ...changes };
  const compiled = compileSlo(read.slo, options);
  const { notes, ...files } = ruleTests(compiled, options, 'rules.yml');
  if (notes.length > 0) throw new Error(notes.map(({ message }) => message).join('; '));

  const folder = await mkdtemp(path.join(tmpdir(), 'slo-rules-'));
  const rules = path.join(folder, 'rules.yml');
  await writeFile(rules, toYaml({ groups: compiled.groups }, []));
  const tests = [];
  for (const [name, file] of Object.entries(files)) {
    if (!file) continue;
    tests.push(path.join(folder, `${name}.test.yml`));
    await writeFile(path.join(folder, `${name}.test.yml`), toYaml(file, []));
  }
  return { folder, rules, tests, groups: compiled.groups };
}
