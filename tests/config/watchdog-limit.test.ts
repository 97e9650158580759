import { readWatchdogConfiguration, watchdogTiming } from '@express-slo-stack/demo';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startAlertmanagerProgram } from './support/alertmanager';
import { projectPath } from './support/project';
import { type RunningProgram, startProgram } from './support/running-program';

jest.setTimeout(120_000);

let alertmanager: RunningProgram;
const running: RunningProgram[] = [];
beforeAll(async () => {
  alertmanager = await startAlertmanagerProgram();
});
afterAll(() => Promise.all([...running, alertmanager].map(({ stop }) => stop())));

/** Prometheus on the committed folder with one setting changed, and its further flags; resolves when the rules are loaded. */
async function prometheusWith(change: (file: string) => string, ...flags: string[]): Promise<string> {
  const program = await startProgram('prometheus', ({ folder, address }) => {
    cpSync(projectPath('prometheus'), folder, { recursive: true });
    const file = path.join(folder, 'prometheus.yml');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    return [
      `@${path.join(folder, 'flags')}`,
      `--config.file=${file}`,
      `--storage.tsdb.path=${path.join(folder, 'data')}`,
      `--web.listen-address=${address}`,
      ...flags,
    ];
  });
  running.push(program);
  return program.url;
}

test('the committed configuration, as Prometheus and Alertmanager run it', async () => {
  const prometheusUrl = await prometheusWith((file) => file);
  const configuration = await readWatchdogConfiguration({ prometheusUrl, alertmanagerUrl: alertmanager.url });
  expect(configuration).toEqual({
    evaluationSeconds: 15,
    resendDelaySeconds: 60,
    selfScrapeSeconds: 15,
    rangeSeconds: 60,
    groupIntervalSeconds: 15,
    repeatIntervalSeconds: 25,
  });
  expect(watchdogTiming(configuration).limitSeconds).toBe(170);
});

test('another evaluation interval and another resend delay', async () => {
  const prometheusUrl = await prometheusWith(
    (file) => file.replace('evaluation_interval: 15s', 'evaluation_interval: 1m'),
    '--rules.alert.resend-delay=90s',
  );
  const configuration = await readWatchdogConfiguration({ prometheusUrl, alertmanagerUrl: alertmanager.url });
  expect(configuration).toMatchObject({ evaluationSeconds: 60, resendDelaySeconds: 90 });
});

test('without the alert there is nothing to derive a limit from, and it says so', async () => {
  const prometheusUrl = await prometheusWith((file) => file.replace('rules/*.yml', 'none/*.yml'));
  await expect(
    readWatchdogConfiguration({ prometheusUrl, alertmanagerUrl: alertmanager.url }),
  ).rejects.toThrow('Prometheus has no alert named Watchdog');
});
