// npm run screenshots [-- --console URL --grafana URL]: pictures of a running console, and of Grafana where one answers,
// into docs/images. Without a URL, of the stack that `npm start` runs; GRAFANA_PASSWORD is for a Grafana elsewhere.
import { mkdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { chromiumProgram, startBrowser } from './browser';
import { looks } from './looks';

const folder = resolve(__dirname, '../../../docs/images');
const grafanaPassword = resolve(__dirname, '../../../.stack/secrets/grafana-admin-password');
const dashboards = ['slo-overview', 'slo-detail', 'http-api', 'ingestion', 'nodejs', 'monitoring'];

const isPhone = (width: number): boolean => width < 600;
/** The first row of faults, and what stands above and beside it. */
const endOfFirstRow =
  "Math.ceil(document.querySelector('.fault:nth-child(2)').getBoundingClientRect().bottom) + 16";
const showFaults = "document.querySelector('#faults-title').scrollIntoView()";

async function takeConsole(browser: Browser, url: string): Promise<void> {
  for (const { name, width, height, colorScheme } of looks) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    await page.goto(url);
    await page.locator('.slo .chart canvas').nth(1).waitFor();
    await page.locator('.fault .outlook strong').first().waitFor();
    await page.waitForTimeout(3_000);
    if (isPhone(width)) await page.evaluate(showFaults);
    else await page.setViewportSize({ width, height: await page.evaluate<number>(endOfFirstRow) });
    await page.screenshot({ path: resolve(folder, `console-${name}.png`), animations: 'disabled' });
    console.log(`docs/images/console-${name}.png`);
    await page.close();
  }
}

async function takeGrafana(browser: Browser, url: string): Promise<void> {
  const answer = await fetch(`${url}/api/health`).catch(() => undefined);
  if (answer?.ok !== true) {
    console.log(`skipped Grafana: nothing answers at ${url}`);
    return;
  }
  const password = process.env['GRAFANA_PASSWORD'] ?? (await readFile(grafanaPassword, 'utf8'));
  const authorization = `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`;
  for (const uid of dashboards) {
    const page = await browser.newPage({
      viewport: { width: 1280, height: 1100 },
      extraHTTPHeaders: { authorization },
    });
    await page.goto(`${url}/d/${uid}?kiosk`, { waitUntil: 'networkidle' });
    await page.screenshot({ path: resolve(folder, `grafana-${uid}.png`) });
    console.log(`docs/images/grafana-${uid}.png`);
    await page.close();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { console: { type: 'string' }, grafana: { type: 'string' } } });
  const program = chromiumProgram();
  if (program === undefined) throw new Error('No Chromium on PATH. Install one, or name it in CHROMIUM.');
  await mkdir(folder, { recursive: true });
  const browser = await startBrowser(program);
  try {
    await takeConsole(browser, values.console ?? 'http://127.0.0.1:8080');
    await takeGrafana(browser, values.grafana ?? 'http://127.0.0.1:3000');
  } finally {
    await browser.close();
  }
}

main().catch((thrown: unknown) => {
  console.error(`screenshots: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  process.exitCode = 1;
});
