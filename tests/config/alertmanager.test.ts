import { alertmanagerFiles } from '@express-slo-stack/stack';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectPath } from './support/project';
import { runTool } from './support/tools';

/** What a person puts into `alertmanager/secrets/` to switch a receiver on, and what the configuration then has. */
const optional = {
  pagerduty: { file: 'pagerduty-routing-key', content: 'R0UT1NGKEY\n', integration: 'pagerduty_configs' },
  slack: {
    file: 'slack-webhook-url',
    content: 'https://hooks.example.com/x\n',
    integration: 'slack_configs',
  },
  email: {
    file: 'email.yml',
    content: 'smarthost: mail.example.com:587\nfrom: a@example.com\nto: b@example.com\nauth_password: "0"\n',
    integration: 'email_configs',
  },
};
type Name = keyof typeof optional;
const names = Object.keys(optional) as Name[];
const combinations = Array.from({ length: 2 ** names.length }, (_, bits) =>
  names.filter((_name, index) => (bits >> index) & 1),
);

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'alertmanager-'))));
afterEach(() => rm(folder, { recursive: true }));

/** Writes the configuration as the set-up does; answers its path and text. */
async function assembled(present: readonly Name[]) {
  const secrets = path.join(folder, 'given');
  await mkdir(secrets);
  for (const name of present)
    await writeFile(path.join(secrets, optional[name].file), optional[name].content);
  const source = projectPath('alertmanager');
  const { files, receivers } = await alertmanagerFiles({
    source,
    receiverSecrets: [secrets],
    folder,
    inboxUrl: 'http://127.0.0.1:18080',
  });
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return { receivers, text: files['alertmanager.yml'] ?? '', file: path.join(folder, 'alertmanager.yml') };
}

const valid = { code: 0, output: expect.stringContaining('SUCCESS') as string };

test('the committed configuration is valid by itself', async () => {
  expect(
    await runTool('amtool', ['check-config', projectPath('alertmanager/alertmanager.yml')]),
  ).toMatchObject(valid);
});

test.each(combinations.map((present) => [present.join(', ') || 'the inbox only', present] as const))(
  'with %s it is valid, and has exactly these receivers',
  async (_title, present) => {
    const { receivers, text, file } = await assembled(present);
    expect(await runTool('amtool', ['check-config', file])).toMatchObject(valid);
    expect([...receivers].sort()).toEqual([...present].sort());
    for (const name of names) expect(text.includes(optional[name].integration)).toBe(present.includes(name));
    expect(text.match(/127\.0\.0\.1:18080\/api\/alerts/g)).toHaveLength(2);
  },
);

test('a misspelt setting is not valid', async () => {
  const { text, file } = await assembled([]);
  await writeFile(file, text.replace('repeat_interval', 'repeat_intervals'));
  expect(await runTool('amtool', ['check-config', file])).toMatchObject({ code: 1 });
});
