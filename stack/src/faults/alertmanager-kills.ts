import { type DemoClient, type InboxEntry, createDemoClient } from '@express-slo-stack/demo';
import type { Stack } from '../stack';
import { startStack } from '../start-stack';
import { sleep } from '../wait';
import type { Drill } from './drill';

const service = 'kill-drill';
/** Seconds between a page and the kill. Alertmanager keeps what it knew 3 s before (`--data.maintenance-interval=2s`). */
const afterPageSeconds = 5;
/** Longer than a group's first wait (10 s): by then an Alertmanager that forgot has sent the page again. */
const settleSeconds = 15;
/** Longer than the interval of a page's group (1 min). */
const lastLookSeconds = 75;

/** Kills of Alertmanager shortly after a page, with a silence in force; every page and silence is looked at to the end. */
export const alertmanagerKills: Drill = {
  title: `kills Alertmanager ${afterPageSeconds} s after a page, and counts pages sent twice and silences lost`,
  usualRuns: 10,
  async run({ runs, progress }) {
    const stack = await startStack({ traffic: false, onProgress: progress });
    try {
      const demo = createDemoClient(stack.urls.console ?? '');
      const alertmanager = new AlertmanagerClient(stack);
      const slos: string[] = [];
      const silences: string[] = [];
      for (let run = 1; run <= runs; run += 1) {
        const slo = `kill-${run}`;
        slos.push(slo);
        silences.push(await alertmanager.silence(`silence-${run}`));
        await alertmanager.fire(slos);
        await paged(demo, slo);
        await sleep(afterPageSeconds * 1000);
        progress(`kill ${run} of ${runs}`);
        await stack.kill('alertmanager', 'SIGKILL');
        await stack.restart('alertmanager');
        await alertmanager.fire(slos);
        await sleep(settleSeconds * 1000);
      }
      await alertmanager.fire(slos);
      await sleep(lastLookSeconds * 1000);

      const pages = (await demo.inbox()).filter(isPage);
      const kept = await alertmanager.activeSilences();
      const [twice, lost] = [pages.length - slos.length, silences.filter((id) => !kept.includes(id)).length];
      return [
        {
          measure: 'pages sent twice after Alertmanager was killed',
          runs,
          measured: String(twice),
          mustBe: '0',
          holds: twice === 0,
        },
        {
          measure: 'silences lost when Alertmanager was killed',
          runs,
          measured: String(lost),
          mustBe: '0',
          holds: lost === 0,
        },
      ];
    } finally {
      await stack.stop();
    }
  },
};

const isPage = ({ labels, status }: InboxEntry): boolean =>
  labels['service'] === service && status === 'firing';

/** Waits until the inbox has a page. Rejects after two minutes. */
async function paged(demo: DemoClient, slo: string): Promise<void> {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(250)) {
    if ((await demo.inbox()).some((entry) => isPage(entry) && entry.labels['slo'] === slo)) return;
  }
  throw new Error(`The page of ${slo} did not come within two minutes.`);
}

/** Alertmanager's API, version 2, as Prometheus and people use it. */
class AlertmanagerClient {
  constructor(private readonly stack: Stack) {}

  /** Sends alerts as Prometheus does again and again: they end by themselves after four minutes. */
  async fire(slos: readonly string[]): Promise<void> {
    const endsAt = new Date(Date.now() + 240_000).toISOString();
    const alerts = slos.map((slo) => ({
      labels: { alertname: 'SLOBurn', service, slo, severity: 'page', burn: '1h-5m' },
      annotations: { summary: 'A page of a drill.' },
      endsAt,
    }));
    await this.call('POST', '/api/v2/alerts', alerts);
  }

  /** Makes a silence of an hour that matches nothing; returns its id. */
  async silence(slo: string): Promise<string> {
    const { silenceID } = await this.call<{ silenceID: string }>('POST', '/api/v2/silences', {
      matchers: [{ name: 'slo', value: slo, isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy: service,
      comment: 'a silence of a drill',
    });
    return silenceID;
  }

  async activeSilences(): Promise<readonly string[]> {
    const silences = await this.call<{ id: string; status: { state: string } }[]>('GET', '/api/v2/silences');
    return silences.filter(({ status }) => status.state === 'active').map(({ id }) => id);
  }

  private async call<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const url = `${this.stack.urls.alertmanager}${path}`;
    const response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(10_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}
