import { projectPath, readProjectYaml } from './support/project';
import { alerts } from './support/rules';
import { runTool } from './support/tools';

interface Route {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly receiver: string;
}

const table = readProjectYaml<readonly Route[]>('alertmanager/tests/routes.yml');
const config = `--config.file=${projectPath('alertmanager/alertmanager.yml')}`;

const route = (receiver: string, labels: Route['labels']) =>
  runTool('amtool', [
    'config',
    'routes',
    'test',
    config,
    `--verify.receivers=${receiver}`,
    ...Object.entries(labels).map(([name, value]) => `${name}=${value.replace(/\{\{.*\}\}/, 'templated')}`),
  ]);

test.each(table.map((row) => [row.alert, row] as const))('%s goes where it should', async (_alert, row) => {
  const { code, stdout } = await route(row.receiver, row.labels);
  expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: row.receiver });
});

test('a wrong row would be noticed', async () => {
  expect(await route('page', { alertname: 'Odd' })).toMatchObject({ code: 1 });
});

const severities = { page: 'page', ticket: 'ticket', none: 'nobody' };

test.each(alerts.map((alert) => [alert.alert, alert.labels ?? {}] as const))(
  'the rule %s reaches the receiver of its severity',
  async (alertname, labels) => {
    const receiver =
      alertname === 'Watchdog' ? 'watchdog' : severities[labels['severity'] as keyof typeof severities];
    expect(await route(receiver, { alertname, ...labels })).toMatchObject({ code: 0 });
  },
);
