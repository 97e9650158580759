import { createRequire } from 'node:module';
import { benchApplication } from './application';
import { Child } from './children/child';
import { PEERS } from './pinned-folder';
import type { Runtime } from './runtimes';
import type { VariantName } from './variants';

/** What of autocannon is used. */
type Autocannon = (
  options: object,
) => PromiseLike<{ requests: { total: number }; duration: number; errors: number }>;

/** Relative to no instrumentation. */
export interface Throughput {
  readonly requests: number;
  readonly cpu: number;
}

const CONNECTIONS = 16;

/**
 * Requests per second and CPU per request of whole servers on loopback sockets, as ratios to the server without
 * instrumentation. One is asked at a time, in turns; the others wait. One entry for each turn.
 */
export async function throughputOf<Name extends VariantName>(
  runtime: Runtime,
  variants: readonly Name[],
  { turns, seconds }: { turns: number; seconds: number },
): Promise<ReadonlyMap<Name, readonly Throughput[]>> {
  const none = await Child.start('serve', runtime, 'none');
  const servers = await Promise.all(variants.map((name) => Child.start('serve', runtime, name)));
  try {
    for (const server of [none, ...servers]) await loaded(server, 1);
    const measured = new Map<Name, Throughput[]>(variants.map((name) => [name, []]));
    for (let turn = 0; turn < turns; turn++) {
      const bare = await loaded(none, seconds);
      for (const [index, server] of servers.entries()) {
        const { requests, cpu } = await loaded(server, seconds);
        measured
          .get(variants[index] as Name)
          ?.push({ requests: requests / bare.requests, cpu: cpu / bare.cpu });
      }
    }
    return measured;
  } finally {
    for (const server of [none, ...servers]) server.stop();
  }
}

/** Requests per second, and microseconds of CPU per request. */
async function loaded(server: Child, seconds: number): Promise<Throughput> {
  const autocannon = createRequire(PEERS)('autocannon') as Autocannon;
  const before = (await server.ask('cpu')) as number;
  const { requests, duration, errors } = await autocannon({
    url: `http://127.0.0.1:${server.greeting as number}`,
    connections: CONNECTIONS,
    duration: seconds,
    requests: REQUESTS,
  });
  if (errors > 0) throw new Error(`${errors} requests to "${server.variant}" failed`);
  const cpu = ((await server.ask('cpu')) as number) - before;
  return { requests: requests.total / duration, cpu: cpu / requests.total };
}

const REQUESTS = benchApplication(undefined).calls.map(({ method, url, body }) => ({
  method,
  path: url,
  ...(body !== '' && { body, headers: { 'content-type': 'application/json' } }),
}));
