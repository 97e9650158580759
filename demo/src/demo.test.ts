// The demo as it runs: the API with its embedded database under faults, console, traffic with the real SDK.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemoClient, type DemoClient } from './client';
import { startApiUnderFaults, type RunningApiUnderFaults } from './start-api-under-faults';
import { startDemo, type RunningDemo } from './start-demo';
import { createCaller, type Caller } from './traffic/caller';
import { endpoints, type Endpoint } from './traffic/endpoints';
import { createLedger, type LedgerRow } from './traffic/ledger';

// Four programs and a database start here, on a machine that may have other things to do.
jest.setTimeout(120_000);

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const isAnswered = ({ status }: { status: unknown }): boolean => typeof status === 'number';

let folder: string;
let secrets: string;
let api: RunningApiUnderFaults;
let demo: RunningDemo;
let client: DemoClient;
/** The requests that these tests make themselves are in a ledger as well. */
const probes = createLedger();
let probe: Caller;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'));
  secrets = join(folder, 'secrets');
  const common = { HOST: '127.0.0.1', SECRETS_DIR: secrets, LOG_LEVEL: 'silent' };
  api = await startApiUnderFaults({
    ...common,
    PORT: '0',
    FAULTS_PORT: '0',
    DATA_DIR: join(folder, 'api'),
    SHUTDOWN_DELAY_SECONDS: '0',
  });
  demo = await startDemo({
    ...common,
    CONSOLE_PORT: '0',
    DATA_DIR: join(folder, 'demo'),
    API_URL: api.url,
    FAULTS_URL: api.faultsUrl,
    PUBLIC_API_URL: 'http://shown.example:8000/base',
    TRAFFIC_RATE: '40',
  });
  client = createDemoClient(demo.url);
  probe = createCaller({ apiUrl: api.url, ledger: probes, stopping: new AbortController().signal });
});
afterAll(async () => {
  await demo?.stop();
  await api?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function until<T>(ask: () => Promise<T>, isIt: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (isIt(value)) return value;
    await wait(100);
  }
}
/** Every answered request by method, route template and status. */
function answersIn(rows: readonly LedgerRow[]): Map<string, number> {
  const answers = new Map<string, number>();
  for (const { method, route, status, count } of rows.filter(isAnswered)) {
    const key = `${method} ${route} ${status}`;
    answers.set(key, (answers.get(key) ?? 0) + count);
  }
  return answers;
}
async function scrape(): Promise<string> {
  const token = (await readFile(join(secrets, 'scrape-token'), 'utf8')).trim();
  const answer = await fetch(`${api.url}/api/0/observability`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.text();
}
/** The same, as the API counted it. */
function answersAt(exposition: string): Map<string, number> {
  const sample =
    /^http_server_request_duration_seconds_count\{http_request_method="(\w+)",http_route="([^"]+)",http_response_status_code="(\d+)"\} (\d+)$/gm;
  const counted = [...exposition.matchAll(sample)].filter(
    ([, , route, , n]) => n !== '0' && !route?.includes('observability'),
  );
  return new Map(counted.map(([, method, route, status, n]) => [`${method} ${route} ${status}`, Number(n)]));
}

test('projects are provisioned, and their DSNs are shown as people reach the API', async () => {
  const dsns = await until(
    () => client.dsns(),
    ({ length }) => length === 3,
  );
  expect(dsns.map(({ project }) => project)).toEqual(['web', 'checkout', 'worker']);
  for (const { dsn } of dsns) expect(dsn).toMatch(/^http:\/\/[0-9a-f]{32}@shown\.example:8000\/base\/\d+$/);
});

test('traffic comes from three applications by the SDK, readers, the till and strangers, over many endpoints', async () => {
  const report = await until(
    () => client.traffic(),
    ({ requests }) => requests > 400,
  );
  const apps = new Set(report.rows.map(({ app }) => app));
  expect([...apps]).toEqual(
    expect.arrayContaining(['web', 'checkout', 'worker', 'reader', 'till', 'stranger']),
  );
  expect(
    new Set(report.rows.filter(({ status }) => status === 200).map(({ route }) => route)).size,
  ).toBeGreaterThanOrEqual(10);
  const statuses = new Set(report.rows.map(({ status }) => status));
  expect([...statuses]).toEqual(expect.arrayContaining([200, 401, 403, 404]));
});

test('an error share of ingestion fails that share of it, and nothing else', async () => {
  const injected = async (endpoint: Endpoint): Promise<number> => {
    const parameters = { projectId: '1' };
    const asked = Array.from({ length: 100 }, () => probe('test', endpoint, { parameters }));
    return (await Promise.all(asked)).filter(({ headers }) => headers.has('x-injected-fault')).length / 100;
  };
  await client.setFault('errors', { share: 0.5, scope: 'ingest' });
  const share = await injected(endpoints.store);
  expect(share).toBeGreaterThan(0.3);
  expect(share).toBeLessThan(0.7);
  expect(await injected(endpoints.listProjects)).toBe(0);
  await client.clearFault('errors');
  expect(await injected(endpoints.store)).toBe(0);
});

test('without its database the API answers 503 quickly, stays alive, and recovers by itself', async () => {
  await client.setFault('database-gone', {});
  const ready = await until(
    () => probe('test', endpoints.ready),
    ({ status }) => status !== 200,
  );
  expect(ready.status).toBe(503);
  expect((await probe('test', endpoints.health)).status).toBe(200);
  const failing = (await client.traffic()).failures;
  await until(
    () => client.traffic(),
    ({ failures }) => failures > failing + 20,
  );
  expect(await scrape()).toContain('http_server_request_duration_seconds_count');

  await client.clearFault('database-gone');
  await until(
    () => probe('test', endpoints.ready),
    ({ status }) => status === 200,
  );
  const succeeded = async (): Promise<number> => {
    const { rows } = await client.traffic();
    return rows.filter(({ status }) => status === 200).reduce((sum, { count }) => sum + count, 0);
  };
  const before = await succeeded();
  await until(succeeded, (now) => now > before + 50);
});

test('held down, the API refuses connections until the fault ends by itself', async () => {
  await client.setFault('api-down', { forSeconds: 2 });
  expect((await probe('test', endpoints.health)).status).toMatch(/refused|broken/);
  await until(
    () => client.traffic(),
    ({ rows }) => rows.some(({ status }) => status === 'refused'),
  );
  await until(
    () => probe('test', endpoints.health),
    ({ status }) => status === 200,
  );
  expect((await client.faults()).some(({ on }) => on)).toBe(false);
});

test('a grade that is wrong is told through console and control server alike', async () => {
  await expect(client.setFault('errors', { share: 2 })).rejects.toMatchObject({
    code: 'DEMO_REFUSED',
    message: expect.stringContaining('share is 2: must be a number from 0 to 1') as string,
  });
});

test('an alert that does not come is told with what came instead', async () => {
  const never = client.waitForAlert({ isIt: () => false, withinSeconds: 0.2, everyMs: 50 });
  await expect(never).rejects.toMatchObject({
    code: 'ALERT_NOT_SEEN',
    message: expect.stringContaining('nothing') as string,
  });
});

test('when it has stopped, its ledger and the API’s own metrics agree on every answered request', async () => {
  const { rows } = await demo.stop();
  const sent = [...rows, ...probes.report().rows];
  const own = answersIn(sent);
  const counted = answersAt(await scrape());
  // 499 is what the API counts where the caller has no answer.
  const keys = [...new Set([...own.keys(), ...counted.keys()])].filter((key) => !key.endsWith(' 499'));
  const differing = keys.filter((key) => own.get(key) !== counted.get(key));
  // Where the fault cut a connection, the API may have answered and the caller not have heard it.
  const cut = sent.filter(({ status }) => status === 'broken').reduce((sum, { count }) => sum + count, 0);
  expect(keys.length).toBeGreaterThan(15);
  expect(differing.slice(cut)).toEqual([]);
});
