import { readProjectYaml } from './support/project';
import { type RunningAlertmanager, startAlertmanager } from './support/alertmanager';

type Labels = Readonly<Record<string, string>>;

interface Case {
  readonly title: string;
  readonly active: readonly Labels[];
  readonly muted?: readonly Labels[];
}

const cases = readProjectYaml<readonly Case[]>('alertmanager/tests/inhibitions.yml');

let alertmanager: RunningAlertmanager;
beforeEach(async () => (alertmanager = await startAlertmanager()));
afterEach(() => alertmanager.stop());

test.each(cases.map((row) => [row.title, row] as const))('%s', async (_title, { active, muted = [] }) => {
  await alertmanager.post([...active, ...muted]);
  const settled = await alertmanager.settled(active.length + muted.length);
  expect(sorted(settled.muted)).toEqual(sorted(muted));
  expect(sorted(settled.active)).toEqual(sorted(active));
});

const sorted = (all: readonly Labels[]) =>
  all.map((labels) => JSON.stringify(Object.entries(labels).sort(([a], [b]) => a.localeCompare(b)))).sort();
