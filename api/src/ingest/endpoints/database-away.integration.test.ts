import { embedded, envelope, startTestApi, type TestApi, type TestProject } from '../api.test.support';

let api: TestApi;
let project: TestProject;

beforeAll(async () => {
  api = await startTestApi(embedded);
  project = await api.createProject('web');
  await api.itemsSince();
}, 60_000);
afterAll(() => api.stop());

const mixed = () =>
  envelope({}, [
    [{ type: 'event' }, { message: 'hello' }],
    [{ type: 'session' }, {}],
  ]);

it('without its database, ingestion answers 503 quickly, says when to come back, and counts what it dropped', async () => {
  expect((await api.send(project, { body: mixed() })).status).toBe(200);
  await api.itemsSince();
  await api.stopDatabase();

  for (const endpoint of ['envelope', 'store'] as const) {
    const started = performance.now();
    const body = endpoint === 'store' ? JSON.stringify({ message: 'hello' }) : mixed();
    const response = await api.send(project, { endpoint, body });
    expect(response.status).toBe(503);
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toEqual({ detail: 'The event store is unavailable' });
  }
  expect(await api.itemsSince()).toEqual({
    'error dropped store_unavailable': 2,
    'session dropped unsupported': 1,
  });
});

it('a key that was never looked up is 503 then, not 403: nobody knows whether it is one', async () => {
  const unknown = { ...project, publicKey: 'a'.repeat(32) };
  expect((await api.send(unknown, { body: mixed() })).status).toBe(503);
  // Nobody's items are read: the request counts as one.
  expect(await api.itemsSince()).toEqual({ 'unknown dropped store_unavailable': 1 });
});
