import { startStack, type Stack } from '@express-slo-stack/stack';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../stack/support/eventually';
import { overflowOf, seriousFaults } from './accessibility';
import { chromiumProgram, startBrowser } from './browser';
import { consolePage, type ConsolePage } from './console-page';
import { looks } from './looks';

jest.setTimeout(1_000_000);

const say = (message: string) => process.stderr.write(`  ${message}\n`);
const program = chromiumProgram();
if (program === undefined) {
  say('skipped the console in a browser: no Chromium on PATH, and CHROMIUM names none');
}
const inChromium = program === undefined ? describe.skip : describe;

const slo = 'ingest-availability';
const soon = { within: 60, every: 0.2 };
/** A press that a busy machine did not answer in time is told on the page, and made again. */
const patiently = { within: 180, every: 3 };
/** Not the page's: interfaces of containers that come and go, and an API that had no time to answer. */
const ofTheMachine = /net::ERR_NETWORK_CHANGED|status of 503/;

/** On a stack of its own: a person begins an outage on the page, is paged there, mends it there, and sees it end. */
inChromium('the console in Chromium', () => {
  const complaints: string[] = [];
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let shown: ConsolePage;
  const click = (title: string) => () => shown.toggle(title).click();

  beforeAll(async () => {
    stack = await startStack({ history: { HISTORY: 'on', HISTORY_RATE: 32 }, onProgress: say });
    browser = await startBrowser(program ?? '');
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(120_000);
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      if (ofTheMachine.test(message.text())) say(`the browser: ${message.text()}`);
      else complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    shown = consolePage(page);
    // A script that did not arrive is not fetched again: the page is.
    await eventually(
      async () => {
        await page.goto(stack.urls.console ?? '', { waitUntil: 'commit' });
        await shown.toggle('Errors').waitFor({ timeout: 45_000 });
      },
      { within: 300 },
    );
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('shows every SLO with a chart of the hour and one of the month', async () => {
    await eventually(async () => {
      expect(await shown.slos.count()).toBe(5);
      expect(await shown.charts.count()).toBe(10);
    }, soon);
  });

  it('switches by the keyboard, on and off', async () => {
    for (const isOn of [true, false]) {
      const pressSpace = async (): Promise<void> => {
        await shown.toggle('Latency').focus();
        await page.keyboard.press('Space');
      };
      await eventually(() => shown.stands('Latency', isOn, pressSpace), patiently);
    }
  });

  it('says what to type for what only the starter can do', async () => {
    expect(await shown.card('Prometheus down').innerText()).toContain('docker compose stop prometheus');
  });

  it('counts down to the page of a fault that is on', async () => {
    const card = shown.card('Errors');
    await shown.slider('Errors', 'Share').fill('100');
    await shown.choice('Errors', 'Of').selectOption('ingest');
    await eventually(async () => expect(await card.innerText()).toContain(`SLOBurn of ${slo}`), {
      within: 120,
    });
    await eventually(() => shown.stands('Errors', true, click('Errors')), patiently);
    const first = await eventually(() => shown.secondsLeft('Errors'), soon);
    await eventually(async () => expect(await shown.secondsLeft('Errors')).toBeLessThan(first), soon);
    expect(await card.innerText()).toContain('ends by itself at');
  });

  it('shows the page in the inbox, with its runbook, and how long it took', async () => {
    const paged = shown.entries(slo, 'page').first();
    await paged.waitFor({ timeout: 300_000 });
    const runbook = paged.getByRole('link', { name: 'Runbook' });
    expect(await runbook.getAttribute('href')).toMatch(/docs\/runbooks\/SLOBurn\.md$/);
    await eventually(
      async () => expect(await shown.card('Errors').innerText()).toContain('Paged after'),
      soon,
    );
  });

  it.each(looks)('is usable by everyone while it pages: $name', async ({ width, height, colorScheme }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
  });

  it('shows the end of the page after the fault is off', async () => {
    await eventually(() => shown.stands('Errors', false, click('Errors')), patiently);
    // The five-minute window has to forget the outage, and Alertmanager tells of changes once a minute.
    await shown.entries(slo, 'resolved').first().waitFor({ timeout: 600_000 });
  });

  it('had no error in the browser’s console', () => {
    expect(complaints).toEqual([]);
  });
});
