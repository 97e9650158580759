import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi, type RunningApi } from '@express-slo-stack/api';
import type { Browser } from 'playwright-core';
import { eventually } from '../stack/support/eventually';
import { chromiumProgram, startBrowser } from './browser';

jest.setTimeout(400_000);

const program = chromiumProgram();
if (program === undefined) {
  process.stderr.write('  skipped reports of a browser: no Chromium on PATH, and CHROMIUM names none\n');
}
const inChromium = program === undefined ? describe.skip : describe;

/** Each form of a policy's reports: the headers of the page, with the address to report to. */
const forms: Readonly<Record<string, (address: string) => Record<string, string>>> = {
  'report-uri': (address) => ({ 'content-security-policy': `img-src 'none'; report-uri ${address}` }),
  'report-to': (address) => ({
    'content-security-policy': "img-src 'none'; report-to csp",
    'reporting-endpoints': `csp="${address}"`,
  }),
};

/** A page of another origin than the API's, with an image that its policy blocks: its path names the form. */
function startPage(address: string): Promise<Server> {
  const server = createServer((request, response) => {
    const headers = forms[request.url?.slice(1) ?? '']?.(address);
    response.writeHead(headers === undefined ? 404 : 200, { 'content-type': 'text/html', ...headers });
    response.end('<!doctype html><img src="http://127.0.0.1:9/pixel.png">');
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

inChromium('reports of a real Chromium', () => {
  let folder: string;
  let api: RunningApi;
  let page: Server;
  let browser: Browser;
  let rest: <T>(method: string, path: string, body?: object) => Promise<T>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'security-reports-'));
    api = await startApi({
      env: {
        PORT: '0',
        LOG_LEVEL: 'silent',
        SHUTDOWN_DELAY_SECONDS: '0',
        DATA_DIR: join(folder, 'data'),
        SECRETS_DIR: join(folder, 'secrets'),
      },
    });
    const token = (await readFile(join(folder, 'secrets', 'admin-token'), 'utf8')).trim();
    rest = async <T>(method: string, path: string, body?: object) => {
      const response = await fetch(`${api.url}/api/0/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    };
    await rest('POST', 'organizations/', { name: 'acme' });
    await rest('POST', 'organizations/acme/teams/', { slug: 'crew' });
    await rest('POST', 'teams/acme/crew/projects/', { name: 'shop' });
    const [key] = await rest<{ dsn: { security: string } }[]>('GET', 'projects/acme/shop/keys/');
    page = await startPage(key?.dsn.security ?? '');
    // Without the flag, Chromium keeps reports of the Reporting API for a minute.
    browser = await startBrowser(program ?? '', ['--short-reporting-delay']);
  });
  afterAll(async () => {
    await browser?.close();
    page?.close();
    await api?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(Object.keys(forms))('by %s', async (form) => {
    const { port } = page.address() as AddressInfo;
    const tab = await browser.newPage();
    const address = `http://localhost:${port}/${form}`;
    await tab.goto(address, { timeout: 120_000 });
    await eventually(
      async () => {
        const events = await rest<{ type: string; title: string; culprit: string; entries: object[] }[]>(
          'GET',
          'projects/acme/shop/events/',
        );
        expect(events).toContainEqual(
          expect.objectContaining({
            type: 'csp',
            title: "Blocked 'img' from '127.0.0.1:9'",
            culprit: 'img-src',
            entries: expect.arrayContaining([
              expect.objectContaining({ type: 'request', data: expect.objectContaining({ url: address }) }),
            ]) as object[],
          }),
        );
      },
      { within: 150 },
    );
    await tab.close();
  });
});
