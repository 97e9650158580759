import { performance } from 'node:perf_hooks';
import { answerTo, startTestApi, type TestApi } from './testing/api.test.support';
import { engines } from './testing/database.test.support';

describe.each(engines)('while the database is away ($name)', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ engine });
    await api.admin.get('/api/0/organizations/').expect(200, []);
    await api.db.destroy();
    await api.stopDatabase();
  });
  afterAll(() => api.stop());

  test('the process is alive, and not ready', async () => {
    await api.anyone.get('/_health/').expect(200, 'ok');
    await api.anyone.get('/_ready/').expect(503, 'the database does not answer');
  });

  test('requests are answered 503 within a second, with the time to come back', async () => {
    const began = performance.now();
    const { headers, body } = await answerTo(api.admin.get('/api/0/organizations/').expect(503));
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(headers['retry-after']).toBe('5');
    expect(body).toEqual({ detail: 'The service is temporarily unavailable; retry later' });
  });

  test('a token that only the database knows cannot be looked up', async () => {
    await api.anyone
      .get('/api/0/organizations/')
      .set('Authorization', `Bearer ${'0'.repeat(64)}`)
      .expect(503);
  });

  test('the metrics are scraped, and count the failures', async () => {
    const { text } = await answerTo(
      api.anyone.get('/api/0/observability').set('Authorization', `Bearer ${api.scrapeToken}`).expect(200),
    );
    expect(text).toMatch(
      /_count\{http_request_method="GET",http_route="\/api\/0\/organizations\/",http_response_status_code="503"\} [12]\n/,
    );
  });
});
