import { checkTemplate, checkTypes } from '@express-slo-stack/observability/slo';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expressions } from './support/expressions';
import { promtools, run } from './support/promtools';
import { templates } from './support/templates';

jest.setTimeout(300_000);

/** Refused here though a Prometheus takes them: what the grammar does not read, names that nothing has, what 3 lost. */
const stricter = [
  '{"http.errors", "other"}',
  '{""="x"}',
  'x @ end()[5m]',
  '5.',
  'offset',
  'holt_winters(x[5m], 0.5, 0.5)',
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'slo-typed-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The places of the rules, one a group, that a promtool refuses. */
async function refusedBy(promtool: string, rules: readonly object[]): Promise<ReadonlySet<number>> {
  const file = path.join(folder, 'rules.json');
  const groups = rules.map((rule, index) => ({ name: `g${index}`, rules: [rule] }));
  await writeFile(file, JSON.stringify({ groups }));
  const { output } = await run(promtool, ['check', 'rules', file]);
  return new Set(
    [...output.matchAll(/group "g(\d+)", rule \d+, "\w+": /g)].map(([, index]) => Number(index)),
  );
}

/** Whether every promtool, or else only that of Prometheus 3, takes each of some rules. */
async function verdicts(rules: readonly object[]): Promise<readonly string[]> {
  const refused = await Promise.all(promtools().map((promtool) => refusedBy(promtool, rules)));
  return rules.map((_, index) => {
    const count = refused.filter((set) => set.has(index)).length;
    return count === 0 ? 'loads' : count === refused.length ? 'refused' : 'needs Prometheus 3';
  });
}

function typed(query: string): string {
  try {
    return checkTypes(query).requirements.length === 0 ? 'loads' : 'needs Prometheus 3';
  } catch {
    return 'refused';
  }
}

const isTemplate = (text: string): boolean => {
  try {
    checkTemplate(text);
    return true;
  } catch {
    return false;
  }
};

test('expressions are typed as Prometheus 2.42 and 3.5 type them', async () => {
  expect(promtools().length).toBeGreaterThan(1);
  const theirs = await verdicts(expressions.map((expr) => ({ record: 'r', expr })));
  const differing = expressions.filter((query, index) => typed(query) !== theirs[index]);
  expect(expressions.length).toBeGreaterThan(500);
  expect(differing.sort()).toEqual([...stricter].sort());
});

test('texts of annotations are templates where they are for Prometheus', async () => {
  const theirs = await verdicts(templates.map((text) => ({ alert: 'r', expr: 'up', annotations: { text } })));
  const differing = templates.filter((text, index) => isTemplate(text) !== (theirs[index] === 'loads'));
  expect(differing).toEqual([]);
});
