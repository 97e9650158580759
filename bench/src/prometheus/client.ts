import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** What one evaluation of an expression costs, as Prometheus itself says. */
export interface QueryCost {
  readonly samples: number;
  readonly seconds: number;
}

/** What is asked of a Prometheus. Every question rejects with what Prometheus says when it refuses. */
export interface Client {
  readonly version: string;
  /** Evaluates once, at a time in seconds since 1970. */
  cost(expr: string, at: number): Promise<QueryCost>;
  /** The times, in seconds since 1970 and ascending, at which an expression has a result. */
  timesOf(expr: string, range: { from: number; to: number; step: number }): Promise<number[]>;
}

interface Answer<T> {
  readonly status: string;
  readonly error?: string;
  readonly data: T;
}
interface Stats {
  readonly stats: {
    readonly samples: { readonly totalQueryableSamples: number };
    readonly timings: { readonly evalTotalTime: number };
  };
}
interface Matrix {
  readonly result: readonly { readonly values: readonly (readonly [number, string])[] }[];
}

/** The most points that Prometheus gives in one answer. */
const pointsAtOnce = 11_000;

/** Asks the Prometheus at an address. */
export async function clientOf(url: string): Promise<Client> {
  const ask = async <T>(path: string, parameters: Readonly<Record<string, string>> = {}) => {
    const address = `${url}/api/v1/${path}?${new URLSearchParams(parameters).toString()}`;
    const answer = JSON.parse(await patientGet(address)) as Answer<T>;
    if (answer.status !== 'success')
      throw new Error(`${parameters['query'] ?? path}: ${answer.error ?? answer.status}`);
    return answer.data;
  };
  const { version } = await ask<{ version: string }>('status/buildinfo');
  return {
    version,
    async cost(expr, at) {
      const { stats } = await ask<Stats>('query', { query: expr, time: String(at), stats: 'all' });
      return { samples: stats.samples.totalQueryableSamples, seconds: stats.timings.evalTotalTime };
    },
    async timesOf(expr, { from, to, step }) {
      const times = new Set<number>();
      for (let start = from; start <= to; start += pointsAtOnce * step) {
        const end = Math.min(to, start + (pointsAtOnce - 1) * step);
        const range = { query: expr, start: String(start), end: String(end), step: String(step) };
        const { result } = await ask<Matrix>('query_range', range);
        for (const { values } of result) for (const [time] of values) times.add(time);
      }
      return [...times].sort((a, b) => a - b);
    },
  };
}

/** Without a time limit, which `fetch` has: some of what is measured takes minutes. */
async function patientGet(address: string): Promise<string> {
  const [response] = (await once(get(address), 'response')) as [IncomingMessage];
  return text(response);
}
