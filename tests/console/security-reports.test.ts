import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as forward } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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

interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
  /** Digest of its public key, by which Chromium can be made to accept it. */
  readonly publicKeyHash: string;
}

/** A certificate of the test's own: Chromium sends reports of the Reporting API between https addresses only. */
async function makeCertificate(folder: string): Promise<Certificate> {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const what = [
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost,IP:127.0.0.1',
    '-days',
    '2',
  ];
  const how = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await promisify(execFile)('openssl', ['req', '-x509', ...how, ...what, '-keyout', key, '-out', cert]);
  const certificate = await readFile(cert);
  const publicKey = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return {
    key: await readFile(key),
    cert: certificate,
    publicKeyHash: createHash('sha256').update(publicKey).digest('base64'),
  };
}

/**
 * An https server in front of the API, as in production. Every other path is a page, named for the form of its policy,
 * with an image that the policy blocks.
 */
function startServer(
  { key, cert }: Certificate,
  api: string,
  reports: (port: number) => string,
): Promise<Server> {
  const server = createServer({ key, cert }, (request, response) => {
    if (request.url?.startsWith('/api/')) {
      const { method, headers } = request;
      const forwarded = forward(new URL(request.url, api), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      request.pipe(forwarded);
      return;
    }
    const { port } = server.address() as AddressInfo;
    const headers = forms[request.url?.slice(1) ?? '']?.(reports(port));
    response.writeHead(headers === undefined ? 404 : 200, { 'content-type': 'text/html', ...headers });
    response.end('<!doctype html><img src="http://127.0.0.1:9/pixel.png">');
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

inChromium('reports of a real Chromium', () => {
  let folder: string;
  let api: RunningApi;
  let server: Server;
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
    const { pathname, search } = new URL(key?.dsn.security ?? '');
    const certificate = await makeCertificate(folder);
    // The page's host is localhost: reports go to another origin.
    server = await startServer(
      certificate,
      api.url,
      (port) => `https://127.0.0.1:${port}${pathname}${search}`,
    );
    browser = await startBrowser(program ?? '', [
      `--ignore-certificate-errors-spki-list=${certificate.publicKeyHash}`,
      // Without it, Chromium keeps reports of the Reporting API for a minute.
      '--short-reporting-delay',
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await api?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(Object.keys(forms))('by %s', async (form) => {
    const { port } = server.address() as AddressInfo;
    const tab = await browser.newPage();
    const address = `https://localhost:${port}/${form}`;
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
              expect.objectContaining({
                type: 'request',
                data: expect.objectContaining({ url: address }) as object,
              }),
            ]) as object[],
          }),
        );
      },
      { within: 150 },
    );
    await tab.close();
  });
});
