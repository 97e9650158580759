import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { Stack } from '@express-slo-stack/stack';
import { eventually } from '../stack/support/eventually';
import { chromiumProgram, startBrowser } from './browser';
import { looks } from './looks';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const program = chromiumProgram();
if (program === undefined) {
  process.stderr.write('  skipped the console in a browser: no Chromium on PATH, and CHROMIUM names none\n');
}
const inChromium = program === undefined ? describe.skip : describe;

/** What axe finds that keeps people out. */
async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`));
}

/**
 * The console in a real Chromium. `begins` starts a total outage of ingestion by hand; `ends` looks at the page once
 * that outage has paged and is resolved.
 */
export function consoleSuites(stackOf: () => Stack): { begins: () => void; ends: () => void } {
  const complaints: string[] = [];
  let browser: Browser;
  let page: Page;
  const card = (title: string) =>
    page.locator('.fault').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
  const toggle = (title: string) => page.getByRole('switch', { name: title, exact: true });
  const isOn = async (title: string) => (await toggle(title).getAttribute('aria-checked')) === 'true';
  const within = { within: 60, every: 0.2 };

  const begins = (): void =>
    inChromium('the console in Chromium, an outage begins', () => {
      beforeAll(async () => {
        browser = await startBrowser(program ?? '');
        page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
        page.on('console', (message) => {
          if (message.type() === 'error') complaints.push(message.text());
        });
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.goto(stackOf().urls.console ?? '');
        await toggle('Errors').waitFor({ timeout: 60_000 });
      });

      it('shows every SLO with its charts', async () => {
        await eventually(async () => {
          expect(await page.locator('.slo').count()).toBe(5);
          expect(await page.locator('.slo .chart canvas').count()).toBeGreaterThan(0);
        }, within);
      });

      it('switches by the keyboard, on and off', async () => {
        await toggle('Latency').focus();
        await page.keyboard.press('Space');
        await eventually(async () => expect(await isOn('Latency')).toBe(true), within);
        await page.keyboard.press('Space');
        await eventually(async () => expect(await isOn('Latency')).toBe(false), within);
      });

      it('says what to type for what only the starter can do', async () => {
        expect(await card('Prometheus down').innerText()).toContain('docker compose stop prometheus');
      });

      it('counts down to the page of a fault that is on', async () => {
        await card('Errors').getByLabel('Share').fill('100');
        await page.locator('#fault-errors-scope').selectOption('ingest');
        await toggle('Errors').click();
        const secondsLeft = async (): Promise<number> => {
          const text = await card('Errors').innerText();
          const [, minutes = '0', seconds] =
            /Page in (?:(\d+) min ?)?(?:(\d+) s)?, by SLOBurn/.exec(text) ?? [];
          if (seconds === undefined && minutes === '0') throw new Error(`no countdown in: ${text}`);
          return Number(minutes) * 60 + Number(seconds ?? 0);
        };
        const first = await eventually(secondsLeft, within);
        await eventually(async () => expect(await secondsLeft()).toBeLessThan(first), within);
        expect(await card('Errors').innerText()).toContain('ends by itself at');
      });
    });

  const ends = (): void =>
    inChromium('the console in Chromium, the outage is over', () => {
      afterAll(() => browser?.close());

      it('shows the page and its end in the inbox, with the runbook', async () => {
        const entries = page.locator('.entry').filter({ hasText: 'slo=ingest-availability' });
        await eventually(async () => {
          const texts = await entries.allInnerTexts();
          expect(texts.some((text) => /^page\s/.test(text))).toBe(true);
          expect(texts.some((text) => /^resolved\s/.test(text))).toBe(true);
        }, within);
        const runbook = entries.first().getByRole('link', { name: 'Runbook' });
        expect(await runbook.getAttribute('href')).toMatch(/docs\/runbooks\/SLOBurn\.md$/);
        expect(await isOn('Errors')).toBe(false);
      });

      it.each(looks)('is usable by everyone: $name', async ({ width, height, colorScheme }) => {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect(await seriousFaults(page)).toEqual([]);
        const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect(await page.evaluate<number>(overflow)).toBe(0);
      });

      it('had no error in the browser’s console', () => {
        expect(complaints).toEqual([]);
      });
    });

  return { begins, ends };
}
