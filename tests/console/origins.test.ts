import { createDemoClient } from '@express-slo-stack/demo';
import { startStack, type Stack } from '@express-slo-stack/stack';
import type { Browser, Page } from 'playwright-core';
import { getJson } from '../stack/support/http';
import { chromiumProgram, startBrowser } from './browser';
import { fetchFrom, postForm, serveForeignPage, type Attempt, type ForeignPage } from './foreign-page';

jest.setTimeout(600_000);

const say = (message: string) => process.stderr.write(`  ${message}\n`);
const program = chromiumProgram();
if (program === undefined) {
  say('skipped foreign pages in a browser: no Chromium on PATH, and CHROMIUM names none');
}
const inChromium = program === undefined ? describe.skip : describe;

const YEAR_MS = 365 * 86_400_000;
const silence = JSON.stringify({
  matchers: [{ name: 'alertname', value: '.+', isRegex: true, isEqual: true }],
  startsAt: new Date().toISOString(),
  endsAt: new Date(Date.now() + YEAR_MS).toISOString(),
  createdBy: 'evil',
  comment: 'evil',
});
const falsePage = { labels: { alertname: 'Evil', severity: 'page' }, annotations: {} };
const webhook = JSON.stringify({
  version: '4',
  status: 'firing',
  receiver: 'page',
  groupKey: 'evil',
  alerts: [{ status: 'firing', ...falsePage }],
});

/** Everything that an attacker tried, on a stack; `at` names a port. */
function attempts(
  at: (port: 'console' | 'prometheus' | 'alertmanager' | 'api') => string,
): readonly Attempt[] {
  const changes = [
    { url: `${at('alertmanager')}/api/v2/silences`, method: 'POST', body: silence },
    { url: `${at('alertmanager')}/api/v2/alerts`, method: 'POST', body: JSON.stringify([falsePage]) },
    { url: `${at('alertmanager')}/-/reload`, method: 'POST' },
    { url: `${at('console')}/api/alerts`, method: 'POST', body: webhook },
    { url: `${at('console')}/api/faults/errors`, method: 'PUT', body: '{"share":1}' },
    { url: `${at('console')}/api/inbox`, method: 'DELETE' },
    { url: `${at('prometheus')}/api/v1/query`, method: 'POST', body: 'query=up' },
  ];
  const reads = [
    `${at('alertmanager')}/api/v2/silences`,
    `${at('alertmanager')}/api/v2/status`,
    `${at('alertmanager')}/metrics`,
    `${at('prometheus')}/api/v1/query?query=up`,
    `${at('prometheus')}/api/v1/status/config`,
    `${at('prometheus')}/metrics`,
    `${at('console')}/api/inbox`,
    `${at('console')}/api/dsn`,
    `${at('console')}/api/overview`,
    `${at('api')}/api/0/organizations/`,
    `${at('api')}/api/0/observability`,
  ];
  const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];
  return [
    ...changes.flatMap((change) => types.map((type) => ({ ...change, type }))),
    ...changes.map((change) => ({ ...change, type: 'text/plain', mode: 'no-cors' as const })),
    ...reads.map((url) => ({ url })),
  ];
}

inChromium('a page of another origin, in Chromium', () => {
  let stack: Stack;
  let browser: Browser;
  let foreign: ForeignPage;
  let page: Page;

  beforeAll(async () => {
    stack = await startStack({ traffic: false, onProgress: say });
    foreign = await serveForeignPage();
    // Names of an attacker who points them at this machine, as in DNS rebinding.
    browser = await startBrowser(program ?? '', ['--host-resolver-rules=MAP *.example 127.0.0.1']);
  });
  beforeEach(async () => (page = await browser.newPage()));
  afterEach(() => page.close());
  afterAll(async () => {
    await browser?.close();
    foreign?.stop();
    await stack?.stop();
  });

  const portOf = (url = ''): string => new URL(url).port;
  const at = (port: 'console' | 'prometheus' | 'alertmanager' | 'api'): string => stack.urls[port] ?? '';

  /** Nothing of all that was tried has had an effect. */
  async function expectNothingDone(): Promise<void> {
    expect(await getJson(`${at('alertmanager')}/api/v2/silences`)).toEqual([]);
    const alerts = await getJson<{ labels: { alertname: string } }[]>(`${at('alertmanager')}/api/v2/alerts`);
    expect(alerts.map(({ labels }) => labels.alertname)).not.toContain('Evil');
    const demo = createDemoClient(at('console'));
    expect((await demo.inbox()).map(({ labels }) => labels['alertname'])).not.toContain('Evil');
    expect((await demo.faults()).filter(({ on }) => on)).toEqual([]);
  }

  it.each(['127.0.0.1', 'evil.example'])('at %s reads and changes nothing', async (host) => {
    await page.goto(`http://${host}:${foreign.port}/`);
    for (const attempt of attempts(at)) {
      expect({ attempt, read: await fetchFrom(page, attempt) }).toEqual({ attempt, read: '' });
    }
    for (const [url, body] of [
      [`${at('alertmanager')}/api/v2/silences`, silence],
      [`${at('console')}/api/alerts`, webhook],
    ] as const) {
      await postForm(page, url, body);
    }
    await expectNothingDone();
  });

  it('under a name that points at the port itself reads and changes nothing', async () => {
    for (const port of ['console', 'prometheus', 'alertmanager'] as const) {
      const rebound = `http://rebound.example:${portOf(at(port))}`;
      await page.goto(`${rebound}/`);
      for (const attempt of attempts(at).filter(({ url }) => url.startsWith(at(port)))) {
        const own = { ...attempt, url: attempt.url.replace(at(port), rebound) };
        expect({ own, read: await fetchFrom(page, own) }).toEqual({ own, read: '' });
      }
    }
    await expectNothingDone();
  });

  it.each(['console', 'prometheus', 'alertmanager'] as const)(
    'may link to %s, not frame it',
    async (port) => {
      await page.goto(`http://evil.example:${foreign.port}/`);
      const framed = page.waitForResponse((response) => response.url().startsWith(at(port)));
      await page.evaluate(
        `document.body.appendChild(Object.assign(document.createElement('iframe'), { src: ${JSON.stringify(`${at(port)}/`)} })), null`,
      );
      expect((await framed).status()).toBe(403);
      await page.evaluate(
        `document.body.appendChild(Object.assign(document.createElement('a'), { href: ${JSON.stringify(`${at(port)}/`)}, textContent: 'offer' })), null`,
      );
      const followed = page.waitForResponse(
        (response) => response.url().startsWith(at(port)) && response.request().isNavigationRequest(),
      );
      await page.getByText('offer').click();
      expect((await followed).status()).toBeLessThan(400);
    },
  );

  it('the page of Alertmanager itself makes a silence, and ends it', async () => {
    await page.goto(`${at('alertmanager')}/api/v2/status`);
    const url = `${at('alertmanager')}/api/v2/silences`;
    const made = await fetchFrom(page, { url, method: 'POST', type: 'application/json', body: silence });
    const { silenceID } = JSON.parse(made) as { silenceID: string };
    await fetchFrom(page, { url: `${at('alertmanager')}/api/v2/silence/${silenceID}`, method: 'DELETE' });
    const silences = await getJson<{ status: { state: string } }[]>(url);
    expect(silences.map(({ status }) => status.state)).toEqual(['expired']);
  });
});
