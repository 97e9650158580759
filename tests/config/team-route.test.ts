import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { projectPath } from './support/project';
import { type RunningProgram, startProgram } from './support/running-program';

jest.setTimeout(120_000);

interface Notification {
  readonly receiver: string;
  /** What PagerDuty's deduplication key is made of. */
  readonly groupKey: string;
  readonly status: 'firing' | 'resolved';
  readonly service: string | undefined;
}
const notifications: Notification[] = [];
const webhook = createServer((request, response) => {
  void json(request).then((body) => {
    const { groupLabels, ...rest } = body as Notification & { groupLabels: { service?: string } };
    notifications.push({ ...rest, service: groupLabels.service });
    response.end();
  });
});
let url: string;
let alertmanager: RunningProgram;
let file: string;

/** The committed configuration with a webhook for the inbox, and times that a test can wait for. */
const configuration = () =>
  readFileSync(projectPath('alertmanager/alertmanager.yml'), 'utf8')
    .replace(/^templates:\n.*\n/m, '')
    .replaceAll('http://127.0.0.1:8080/api/alerts', url);
const quick = (text: string) =>
  text.replace(/group_wait: 10s/g, 'group_wait: 1s').replace(/group_interval: 1m/g, 'group_interval: 2s');

/** The route as docs/alerting.md shows it, put where the document says, with its receiver. */
function withTeamRoute(text: string): string {
  const document = readFileSync(projectPath('docs/alerting.md'), 'utf8');
  const route = /```yaml\n(- matchers: \['service = "checkout"'[^]*?)```/.exec(document)?.[1] ?? '';
  expect(route).toContain('receiver: checkout-team');
  const pages = /^ +- matchers: \['severity = "page"'\]/m;
  expect(text).toMatch(pages);
  const indented = route.trimEnd().replace(/^/gm, '    ');
  const receiver = `  - name: checkout-team\n    webhook_configs:\n      - url: ${url}\n        send_resolved: true\n`;
  return `${text.replace(pages, (found) => `${indented}\n${found}`).trimEnd()}\n${receiver}`;
}

async function post(ended: boolean) {
  const endsAt = new Date(Date.now() + (ended ? -1_000 : 300_000)).toISOString();
  const labels = { alertname: 'SLOBurn', slo: 'availability', severity: 'page', burn: '1h-5m' };
  const alerts = ['checkout', 'other'].map((service) => ({
    labels: { ...labels, service },
    startsAt: new Date(Date.now() - 60_000).toISOString(),
    endsAt,
  }));
  const answer = await fetch(`${alertmanager.url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts),
  });
  expect(answer.status).toBe(200);
}

const sent = (service: string, receiver: string, status: Notification['status']) =>
  notifications.filter(
    (one) => one.service === service && one.receiver === receiver && one.status === status,
  );
const until = (condition: () => boolean) => alertmanager.until(() => Promise.resolve(condition()));

beforeAll(async () => {
  webhook.listen(0, '127.0.0.1');
  await once(webhook, 'listening');
  url = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/`;
  alertmanager = await startProgram('alertmanager', ({ folder, address }) => {
    file = path.join(folder, 'alertmanager.yml');
    writeFileSync(file, quick(configuration()));
    return [`--config.file=${file}`, `--storage.path=${folder}`, `--web.listen-address=${address}`];
  });
});
afterAll(async () => {
  await alertmanager.stop();
  webhook.close();
});

test("a team's route that comes while pages are open leaves none of them open", async () => {
  await post(false);
  await until(
    () => sent('checkout', 'page', 'firing').length > 0 && sent('other', 'page', 'firing').length > 0,
  );

  writeFileSync(file, quick(withTeamRoute(configuration())));
  expect((await fetch(`${alertmanager.url}/-/reload`, { method: 'POST' })).status).toBe(200);
  await post(false);
  await until(() => sent('checkout', 'checkout-team', 'firing').length > 0);

  await post(true);
  await until(
    () =>
      sent('checkout', 'page', 'resolved').length > 0 &&
      sent('checkout', 'checkout-team', 'resolved').length > 0 &&
      sent('other', 'page', 'resolved').length > 0,
  );
  for (const [service, receiver] of [
    ['checkout', 'page'],
    ['checkout', 'checkout-team'],
    ['other', 'page'],
  ] as const) {
    const keys = (['firing', 'resolved'] as const).flatMap((status) =>
      sent(service, receiver, status).map(({ groupKey }) => groupKey),
    );
    expect(new Set(keys).size).toBe(1);
  }
  expect(sent('other', 'checkout-team', 'firing')).toEqual([]);
});
