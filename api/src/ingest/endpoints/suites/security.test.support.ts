import { envelope, organization } from '../../api.test.support';
import { type IngestContext, issuesOf, newId } from './context.test.support';

interface Shown {
  readonly tags: { key: string; value: string }[];
  readonly entries: { type: string; data: object }[];
  readonly dateCreated: string;
  readonly dateReceived: string;
  readonly context: object;
}

const csp = {
  'document-uri': 'https://shop.example/cart?step=2',
  referrer: 'https://search.example/',
  'violated-directive': "script-src 'self'",
  'effective-directive': 'script-src-elem',
  'original-policy': "script-src 'self'; report-uri /",
  'blocked-uri': 'https://evil.example/x.js',
  'status-code': 200,
};
const reportingApi = (change: object = {}) => ({
  age: 60_000,
  type: 'csp-violation',
  url: 'https://shop.example/cart',
  user_agent: 'Browser/1.0',
  body: {
    documentURL: 'https://shop.example/cart',
    effectiveDirective: 'img-src',
    blockedURL: 'https://pixel.example/1.png',
    originalPolicy: "img-src 'self'",
    disposition: 'enforce',
    statusCode: 200,
    sample: '',
  },
  ...change,
});
const host = { 'date-time': '2026-01-01T00:00:00Z', hostname: 'shop.example', port: 443 };

/** Reports of browsers, in each of their forms. */
export function securitySuite(at: IngestContext): void {
  const send = (body: unknown, init: { key?: string | null; headers?: Record<string, string> } = {}) =>
    at.api.send(at.project, {
      endpoint: 'security',
      body: Buffer.isBuffer(body) ? body : JSON.stringify(body),
      ...init,
    });
  const latest = async () => {
    const [issue] = await issuesOf(at);
    return at.api.rest<Shown>('GET', `issues/${issue?.id}/events/latest/`);
  };
  const tagsOf = ({ tags }: Shown) => Object.fromEntries(tags.map(({ key, value }) => [key, value]));

  it('the address that the key hands out takes a report', async () => {
    const [key] = await at.api.rest<{ dsn: { security: string } }[]>(
      'GET',
      `projects/${organization}/${at.project.slug}/keys/`,
    );
    const address = new URL(key?.dsn.security ?? '');
    address.searchParams.set('sentry_environment', 'staging');
    address.searchParams.set('sentry_release', 'shop@1.2.3');
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/csp-report', 'user-agent': 'Browser/2.0' },
      body: JSON.stringify({ 'csp-report': csp }),
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await issuesOf(at)).toMatchObject([
      {
        type: 'csp',
        title: "Blocked 'script' from 'evil.example'",
        culprit: 'script-src-elem',
        level: 'error',
        logger: 'csp',
        metadata: { directive: 'script-src-elem', uri: 'evil.example' },
      },
    ]);
    const shown = await latest();
    expect(tagsOf(shown)).toMatchObject({
      environment: 'staging',
      release: 'shop@1.2.3',
      'effective-directive': 'script-src-elem',
      'blocked-uri': 'https://evil.example/x.js',
    });
    expect(shown.entries).toEqual([
      { type: 'csp', data: expect.objectContaining({ document_uri: csp['document-uri'] }) as object },
      {
        type: 'request',
        data: expect.objectContaining({
          url: 'https://shop.example/cart',
          headers: [
            ['Referer', 'https://search.example/'],
            ['User-Agent', 'Browser/2.0'],
          ],
        }) as object,
      },
    ]);
    expect(await at.api.itemsSince()).toEqual({ 'security stored committed': 1 });
  });

  it.each([
    ['application/csp-report', { 'csp-report': csp }, "Blocked 'script' from 'evil.example'"],
    ['application/json', csp, "Blocked 'script' from 'evil.example'"],
    ['application/json', { 'csp-report': { ...csp, 'blocked-uri': 'inline' } }, "Blocked inline 'script'"],
    [
      'application/json',
      { 'csp-report': { ...csp, 'blocked-uri': 'eval' } },
      "Blocked unsafe eval() 'script'",
    ],
    ['application/reports+json', [reportingApi()], "Blocked 'img' from 'pixel.example'"],
    ['application/reports+json', reportingApi(), "Blocked 'img' from 'pixel.example'"],
    [
      'application/expect-ct-report+json',
      { 'expect-ct-report': host },
      "Expect-CT failed for 'shop.example'",
    ],
    [
      'application/expect-staple-report',
      { 'expect-staple-report': host },
      "Expect-Staple failed for 'shop.example'",
    ],
    [
      'application/json',
      { ...host, 'known-pins': ['pin-sha256="x"'] },
      "Public key pinning validation failed for 'shop.example'",
    ],
    ['text/plain', { 'csp-report': csp }, "Blocked 'script' from 'evil.example'"],
  ])('as %s: %j', async (type, body, title) => {
    expect((await send(body, { headers: { 'content-type': type } })).status).toBe(201);
    expect(await issuesOf(at)).toMatchObject([{ title, count: '1' }]);
    expect(await at.api.itemsSince()).toEqual({ 'security stored committed': 1 });
  });

  it('several reports at once: violations are stored, the others are counted', async () => {
    const others = ['deprecation', 'intervention', 'crash', 'network-error', 'whatever'];
    const response = await send([
      reportingApi(),
      ...others.map((type) => reportingApi({ type })),
      reportingApi({ body: {} }),
      reportingApi({ type: 7 }),
      null,
      reportingApi({ age: 120_000, user_agent: 'Browser/3.0' }),
    ]);
    expect(response.status).toBe(201);
    expect(await issuesOf(at)).toMatchObject([{ count: '2' }]);
    const shown = await latest();
    const age = Date.parse(shown.dateReceived) - Date.parse(shown.dateCreated);
    expect(age).toBeGreaterThanOrEqual(120_000);
    expect(age).toBeLessThan(180_000);
    expect(shown.entries).toContainEqual({
      type: 'request',
      data: expect.objectContaining({ headers: [['User-Agent', 'Browser/3.0']] }) as object,
    });
    expect(await at.api.itemsSince()).toEqual({
      'security stored committed': 2,
      'security dropped unsupported': 5,
      'security dropped malformed': 3,
    });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 400, 'malformed'],
    ['no JSON', Buffer.from('{'), 400, 'malformed'],
    ['a text', 'csp-report', 400, 'malformed'],
    ['an object without a report', {}, 400, 'malformed'],
    ['a report of nothing', { 'csp-report': { 'blocked-uri': 'x' } }, 400, 'malformed'],
    ['a certificate of no host', { 'expect-ct-report': { port: 443 } }, 400, 'malformed'],
    ['a report over the limit', { 'csp-report': { ...csp, sample: 'x'.repeat(100_000) } }, 413, 'too_large'],
    ['a hundred and one', Array.from({ length: 101 }, () => ({ type: 'crash' })), 413, 'too_large'],
    ['a deep one', Buffer.from('['.repeat(200) + ']'.repeat(200)), 400, 'malformed'],
  ])('%s is refused', async (_, body, status, reason) => {
    const response = await send(body);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-sentry-error')).not.toBe('');
    expect(await at.api.itemsSince()).toEqual({ [`security dropped ${reason}`]: 1 });
    expect(await issuesOf(at)).toEqual([]);
  });

  it.each([
    ['an unknown key', newId(), 'Denied'],
    ['no key', null, 'Denied'],
    ['a key that is none', 'x', 'Invalid DSN'],
  ])('%s is refused', async (_, key, detail) => {
    const response = await send({ 'csp-report': csp }, { key });
    expect([response.status, await response.json()]).toEqual([403, { detail }]);
    expect(await at.api.itemsSince()).toEqual({ 'security dropped unauthorized': 1 });
  });

  it('the preflight of the Reporting API is answered', async () => {
    const response = await at.api.send(at.project, {
      endpoint: 'security',
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toContain('content-type');
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
  });

  it('certificates of different hosts are different issues, and the report is kept', async () => {
    for (const hostname of ['10.0.0.1', '10.0.0.2']) {
      await send({ 'expect-ct-report': { ...host, hostname } });
    }
    expect(await issuesOf(at)).toHaveLength(2);
    expect((await latest()).context).toMatchObject({ hostname: '10.0.0.2', port: 443 });
  });

  it('a key over its rate, and an envelope of a report, are counted', async () => {
    const path = `projects/${organization}/${at.project.slug}/keys/`;
    const [key] = await at.api.rest<{ id: string }[]>('GET', path);
    await at.api.rest('PUT', `${path}${key?.id}/`, { rateLimit: { window: 3600, count: 1 } });
    expect((await send([reportingApi(), reportingApi(), reportingApi()])).status).toBe(429);
    await at.api.send(at.project, { body: envelope({}, [[{ type: 'raw_security' }, csp]]) });
    expect(await at.api.itemsSince()).toEqual({
      'security stored committed': 1,
      'security dropped rate_limited': 2,
      'security dropped unsupported': 1,
    });
  });
}
