import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { eventually } from '../http/server.test.support';

/** Workers are processes of their own: they run what is compiled. */
const PROGRAM = join(__dirname, '../../dist/endpoint/foreign-worker.test.support.js');
const WORKERS = 2;
let workers: Worker[] = [];
let warnings: string[] = [];

beforeAll(() => {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: npm run build`);
  // Suites before this one may have left a collector in the process's cluster.
  cluster.removeAllListeners('message');
  cluster.setupPrimary({ exec: PROGRAM, execArgv: [], args: [] });
});
afterEach(async () => {
  await Promise.all(
    workers.splice(0).map(async (worker) => {
      const end = once(worker, 'exit');
      worker.process.kill('SIGKILL');
      await end;
    }),
  );
});

/** Ports next to each other that were free a moment ago. */
async function freePorts(count: number): Promise<number> {
  for (;;) {
    const servers = [createServer().listen(0, '127.0.0.1')];
    await once(servers[0] as object as NodeJS.EventEmitter, 'listening');
    const { port } = servers[0]?.address() as AddressInfo;
    const taken = await Promise.all(
      Array.from({ length: count - 1 }, async (_, index) => {
        const server = createServer().listen(port + index + 1, '127.0.0.1');
        servers.push(server);
        return once(server, 'listening').then(
          () => false,
          () => true,
        );
      }),
    );
    for (const server of servers) server.close();
    if (!taken.includes(true)) return port;
  }
}

async function start(environment: NodeJS.ProcessEnv = {}): Promise<{ port: number; metricsPort: number }> {
  const port = await freePorts(1);
  const metricsPort = await freePorts(WORKERS);
  const ports = { PORT: String(port), METRICS_PORT: String(metricsPort) };
  warnings = [];
  workers = Array.from({ length: WORKERS }, (_, index) => {
    const worker = cluster.fork({ ...ports, NODE_APP_INSTANCE: String(index), ...environment });
    worker.on('message', (message: string | { warning?: string }) => {
      if (typeof message !== 'string' && message.warning !== undefined) warnings.push(message.warning);
    });
    return worker;
  });
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  return { port, metricsPort };
}

test('each worker is scraped on a port of its own, and the sum is what was sent', async () => {
  const { port, metricsPort } = await start();
  for (let sent = 0; sent < 20; sent += 1) {
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } });
    await response.text();
  }
  const counts = await Promise.all(
    workers.map(async (_, index) => {
      const text = await (await fetch(`http://127.0.0.1:${metricsPort + index}/metrics`)).text();
      return Number(
        /^http_server_request_duration_seconds_count\{.*http_route="\/".*\} (\d+)$/m.exec(text)?.[1],
      );
    }),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20);
  expect(Math.min(...counts)).toBeGreaterThan(0);
}, 60_000);

test('a report to a primary that does not answer is warned of, with the way out', async () => {
  await start({ REPORT: 'yes' });
  await eventually(() => Promise.resolve(expect(warnings).toHaveLength(WORKERS)), 45_000);
  for (const warning of warnings) {
    expect(warning).toMatch(/primary of worker \d+ does not add up.*pm2.*port of its own/);
  }
}, 60_000);
