import { createToken } from './auth/token-store';
import { answerTo, startTestApi, type TestApi } from './testing/api.test.support';
import { engines } from './testing/database.test.support';

const [embedded] = engines;
if (embedded === undefined) throw new Error('no engine');

/** Requests and the scopes of which any one lets them through; of GlitchTip's permission tables. */
const permissions: readonly [method: 'get' | 'post' | 'put' | 'delete', path: string, scopes: string[]][] = [
  ['get', '/organizations/', ['org:read', 'org:write', 'org:admin']],
  ['post', '/organizations/', ['org:write', 'org:admin']],
  ['delete', '/organizations/none/', ['org:admin']],
  ['get', '/organizations/none/teams/', ['team:read', 'team:write', 'team:admin']],
  ['post', '/organizations/none/teams/', ['team:write', 'team:admin']],
  ['delete', '/teams/none/none/', ['team:admin']],
  ['get', '/projects/', ['project:read', 'project:write', 'project:admin']],
  ['post', '/teams/none/none/projects/', ['project:write', 'project:admin']],
  ['delete', '/projects/none/none/', ['project:admin']],
  ['post', '/projects/none/none/keys/', ['project:write', 'project:admin']],
  ['get', '/projects/none/none/issues/', ['event:read', 'event:write', 'event:admin']],
  ['put', '/issues/1/', ['event:write', 'event:admin']],
  ['delete', '/issues/1/', ['event:write', 'event:admin']],
  ['get', '/issues/1/events/latest/', ['event:read', 'event:write', 'event:admin']],
];
const everyScope = [...new Set(permissions.flatMap(([, , scopes]) => scopes)), 'member:read', 'metrics:read'];

let api: TestApi;
const tokens = new Map<string, string>();
const metrics = async () => {
  const { text } = await answerTo(
    api.anyone.get('/api/0/observability').set('Authorization', `Bearer ${api.scrapeToken}`).expect(200),
  );
  return text;
};
const requestCount = (text: string, method: string, route: string, status: number) => {
  const labels = `http_request_method="${method}",http_route="${route}",http_response_status_code="${status}"`;
  const start = text.indexOf(`http_server_request_duration_seconds_count{${labels}} `);
  return start === -1 ? undefined : Number(/\} (\d+)/.exec(text.slice(start))?.[1]);
};

beforeAll(async () => {
  api = await startTestApi({
    engine: embedded,
    hooks: {
      middleware: [
        (request, response, next) => {
          if (request.get('x-fault') === undefined) next();
          else response.status(503).json({ route: (request.route as { path: string }).path });
        },
      ],
    },
  });
  for (const scope of everyScope) {
    tokens.set(scope, (await createToken(api.db, { name: scope, scopes: [scope] })).token);
  }
});
afterAll(() => api.stop());

test.each(permissions)('%s %s: any one of %p suffices, and nothing else', async (method, path, scopes) => {
  for (const scope of everyScope) {
    const { status, body } = await answerTo(
      api.anyone[method](`/api/0${path}`)
        .set('Authorization', `Bearer ${tokens.get(scope)}`)
        .send(),
    );
    if (scopes.includes(scope)) expect([scope, status]).not.toEqual([scope, 403]);
    else expect([scope, status, body]).toEqual([scope, 403, { detail: 'Permission denied' }]);
  }
});

test.each([
  ['no token', {}, 401, 'Bearer realm="api"'],
  ['another scheme', { Authorization: 'Basic eDp5' }, 401, 'Bearer realm="api"'],
  ['an unknown token', { Authorization: `Bearer ${'0'.repeat(64)}` }, 401, 'error="invalid_token"'],
  ['two tokens', { Authorization: 'Bearer a b' }, 400, 'error="invalid_request"'],
])('%s', async (_name, headers: Record<string, string>, status, challenge) => {
  const response = await answerTo(api.anyone.get('/api/0/organizations/').set(headers).expect(status));
  expect(response.headers['www-authenticate']).toContain(challenge);
  if (status === 401) expect(response.body).toEqual({ detail: 'Unauthorized' });
});

test('a token in the address is no credential', async () => {
  await api.anyone.get(`/api/0/organizations/?access_token=${api.adminToken}`).expect(400);
});

describe('the metrics endpoint', () => {
  test.each(['/api/0/observability', '/api/0/observability/', '/api/0/observability/django/'])(
    '%s lets the scrape token in, and no other',
    async (path) => {
      const bearer = (token: string) => api.anyone.get(path).set('Authorization', `Bearer ${token}`);
      const { headers } = await answerTo(bearer(api.scrapeToken).expect(200));
      expect(headers['content-type']).toContain('text/plain');
      await bearer(api.adminToken).expect(403);
      const { headers: refused } = await answerTo(api.anyone.get(path).expect(401));
      expect(refused['www-authenticate']).toMatch(/^Bearer realm=/);
    },
  );

  test('the scrape token opens nothing else', async () => {
    await api.anyone
      .get('/api/0/organizations/')
      .set('Authorization', `Bearer ${api.scrapeToken}`)
      .expect(403);
  });

  test('failures of every route that an SLO reads are exposed at zero before they happen', async () => {
    const text = await metrics();
    for (const status of [500, 503]) {
      expect(requestCount(text, 'POST', '/api/:projectId/envelope/', status)).toBe(0);
      expect(requestCount(text, 'POST', '/api/:projectId/store/', status)).toBe(0);
      expect(requestCount(text, 'GET', '/api/0/issues/:issue/events/latest/', status)).toBe(0);
    }
  });

  test('answers are counted under their route, also refusals, other methods and what is no route', async () => {
    await api.anyone.get('/api/0/teams/a/b/').expect(401);
    await api.anyone.patch('/api/0/teams/a/b/').expect(405);
    await api.anyone.get('/no/such/thing').expect(404);
    const text = await metrics();
    expect(requestCount(text, 'GET', '/api/0/teams/:organization/:team/', 401)).toBe(1);
    expect(requestCount(text, 'PATCH', '/api/0/teams/:organization/:team/', 405)).toBe(1);
    expect(requestCount(text, 'GET', 'unmatched', 404)).toBe(1);
  });

  test('what a hook answers is counted under the route it stood in for', async () => {
    const { body } = await answerTo(api.anyone.post('/api/77/envelope/').set('x-fault', '1').expect(503));
    expect(body).toEqual({ route: '/api/:projectId/envelope/' });
    await api.admin.get('/api/0/organizations/').set('x-fault', '1').expect(503);
    const text = await metrics();
    expect(requestCount(text, 'POST', '/api/:projectId/envelope/', 503)).toBe(1);
    expect(requestCount(text, 'GET', '/api/0/organizations/', 503)).toBe(1);
  });
});

test('health and readiness are open to all', async () => {
  await api.anyone.get('/_health/').expect(200, 'ok');
  await api.anyone.get('/_ready/').expect(200, 'ok');
});

test('nothing tells what the server is built with, and pages of other origins cannot read the REST interface', async () => {
  const { headers } = await answerTo(api.admin.get('/api/0/organizations/'));
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('access-control-allow-origin');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
});
