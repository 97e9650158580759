import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { type MeasuredApp, PATHS, startMeasuredApp } from './app';
import { describeWithVersions } from '../programs/versions';

jest.setTimeout(60_000);

/** All that promtool has to say: gauges whose names are django-prometheus's, which its dashboards ask for. */
const KNOWN = ['django_migrations_applied_total', 'django_migrations_unapplied_total'].map(
  (name) => `${name} non-counter metrics should not have "_total" suffix`,
);

let app: MeasuredApp;
let exposition: string;

beforeAll(async () => {
  app = await startMeasuredApp();
  await app.traffic();
  const response = await fetch(`http://${app.address}${PATHS.text}`, {
    headers: { authorization: `Bearer ${app.token}` },
  });
  exposition = await response.text();
});
afterAll(() => app.stop());

describeWithVersions('promtool', ({ program }) => {
  test('has nothing against the families, but for names of django-prometheus', async () => {
    expect([...(await check(program, exposition))].sort()).toEqual(KNOWN);
  });
});

/** The lines that `promtool check metrics` writes about an exposition. */
async function check(promtool: string, metrics: string): Promise<readonly string[]> {
  const child = spawn(promtool, ['check', 'metrics']);
  child.stdin.end(metrics);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return (out + err).split('\n').filter((line) => line !== '');
}
