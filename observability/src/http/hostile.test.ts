import { Agent, METHODS, request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseExposition } from './exposition.test.support';
import { EXPRESS_VERSIONS } from './express-versions.test.support';
import { createHttpMetrics, type HttpMetrics } from './http-metrics';
import { eventually, requestsCounted, type Sent, type Served, serve } from './server.test.support';

/** The full count in the current Express; in the others, which take the same way, a part of it. */
const COUNTS = { 'Express 5, router 2.3': 30_000 } as const;
const PART = 3_000;
const WARM_UP = 2_000;
/** Bytes: a hundred for each of 30 000 requests, far less than one series takes. */
const MOST_GROWTH = 3_000_000;
const CONNECTIONS = 16;

/** Repeatable numbers: the minimal standard generator. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647);
}

/** Every method that Node takes and hands to an application. */
const methods = METHODS.filter((method) => method !== 'CONNECT');

const NO_HEADER = ['X-None', ''] as const;

/** One half asks for random paths, the other for random values of a mount's parameter; some are odd otherwise too. */
function hostileRequest(index: number, next: () => number): Sent {
  const word = () => next().toString(36);
  const path = index % 2 === 0 ? `/${word()}/${word()}.php?${word()}=1` : `/t/${word()}/x/${word()}`;
  const method = index % 8 < 2 ? (methods[next() % methods.length] ?? '') : 'GET';
  const odd: readonly (readonly [string, string])[] = [
    ['Content-Type', `text/${word()}; charset=${word()}`],
    ['X-Requested-With', 'XMLHttpRequest'],
    ['traceparent', `00-${word().padStart(32, '0')}-${word().padStart(16, '0')}-01`],
    ['Host', `${word()}.example.test`],
    ['X-Forwarded-Proto', word()],
    [`X-${word()}`, word()],
    ['Accept', `${word()}/${word()}`],
    ['User-Agent', word()],
  ];
  return {
    method,
    path,
    headers: Object.fromEntries(index % 8 < 3 ? [odd[next() % odd.length] ?? NO_HEADER] : []),
  };
}

/** Sends over a few kept connections, so that 30 000 take seconds. */
async function attack({ port }: Served, count: number, next: () => number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let sent = 0;
  const client = async () => {
    while (sent < count) {
      const options = hostileRequest(sent++, next);
      await new Promise<void>((resolve, reject) => {
        request({ port, host: '127.0.0.1', agent, ...options }, (response) =>
          response.on('end', resolve).resume(),
        )
          .on('error', reject)
          .end();
      });
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  agent.destroy();
}

async function seriesOf({ registry }: HttpMetrics): Promise<readonly string[]> {
  const families = parseExposition(await registry.metrics());
  return families.flatMap(({ samples }) => samples.map(({ name, labels }) => name + JSON.stringify(labels)));
}

const counted = async ({ registry }: HttpMetrics) =>
  Object.values(await requestsCounted(registry)).reduce((sum, count) => sum + count, 0);

/** The heap after a collection. Bytes. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test.each([...EXPRESS_VERSIONS])(
  'hostile requests to $name leave neither series nor memory behind',
  async ({ name, load }) => {
    const requests = name in COUNTS ? COUNTS[name as keyof typeof COUNTS] : PART;
    const lib = load();
    const metrics = createHttpMetrics({ django: true, bodySizes: true, exemplars: true });
    const app = lib().use(metrics.middleware);
    app.use(
      '/t/:tenant',
      lib.Router().all('/x/:id', (_request, response) => void response.end()),
    );
    const served = await serve(app);
    try {
      const next = numbers(20_220_311);
      await attack(served, WARM_UP, next);
      await eventually(async () => expect(await counted(metrics)).toBe(WARM_UP));
      const [seriesBefore, heapBefore] = [await seriesOf(metrics), heap()];
      await attack(served, requests, next);
      await eventually(async () => expect(await counted(metrics)).toBe(WARM_UP + requests));
      const heapAfter = heap();
      expect(await seriesOf(metrics)).toEqual(seriesBefore);
      expect(heapAfter - heapBefore).toBeLessThan(MOST_GROWTH);
    } finally {
      await served.close();
    }
  },
  300_000,
);
