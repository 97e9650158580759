import type { Answer } from '../../slo/live';
import { errorText } from '../../error-text';
import { CommandError } from '../command-error';

/** A series of a query's result, and its value. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

type Parameters = Readonly<Record<string, string>>;

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

const timeoutMilliseconds = 30_000;

/** Queries a Prometheus, or a server with its HTTP API. User and password may stand in the URL. */
export class PrometheusClient {
  readonly #base: URL;
  readonly #headers: Headers;

  constructor(url: URL, headers: readonly (readonly [name: string, value: string])[]) {
    this.#base = new URL(url);
    this.#headers = new Headers(headers.map(([name, value]) => [name, value]));
    const { username, password } = url;
    if (username === '') return;
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    this.#headers.set('Authorization', `Basic ${Buffer.from(credentials).toString('base64')}`);
    this.#base.username = this.#base.password = '';
  }

  /** An instant query. Throws `CommandError`, since nothing can be said without. */
  async query(query: string): Promise<readonly Sample[]> {
    const series = await this.#result(query);
    return series.map(({ metric, value }) => ({ labels: metric, value: Number(value?.[1] ?? NaN) }));
  }

  /** The times of the samples of a range selector's first series, in seconds. Throws `CommandError`. */
  async times(query: string): Promise<readonly number[]> {
    const [first] = await this.#result(query);
    return (first?.values ?? []).map(([time]) => time);
  }

  /** The data of an endpoint that not every server has. Throws `CommandError` only where nothing responds. */
  async ask<Data>(path: string, parameters: Parameters = {}): Promise<Answer<Data>> {
    const response = await this.#get(path, parameters);
    const refused = { reason: `${path}: ${response.status} ${response.statusText}`.trim() };
    if (!response.ok) return refused;
    const { status, data } = await bodyOf<Data>(response);
    return status === 'success' && data !== undefined ? { value: data } : refused;
  }

  async #result(query: string): Promise<readonly Series[]> {
    const response = await this.#get('/api/v1/query', { query });
    const { status, data, error } = await bodyOf<{ readonly result: readonly Series[] }>(response);
    if (status === 'success' && data) return data.result;
    const reason = error ?? `${response.status} ${response.statusText}`.trim();
    throw new CommandError('prometheus-refused', { url: this.#base.href, query, reason });
  }

  async #get(path: string, parameters: Parameters): Promise<Response> {
    const url = new URL(this.#base);
    url.pathname = url.pathname.replace(/\/$/, '') + path;
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    try {
      return await fetch(url, {
        headers: this.#headers,
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
    } catch (error) {
      const { cause = error } = error as Error;
      throw new CommandError('prometheus-unreachable', { url: this.#base.href, reason: errorText(cause) });
    }
  }
}

interface Body<Data> {
  readonly status?: string;
  readonly data?: Data;
  readonly error?: string;
}

/** A response's JSON; empty for another body. */
async function bodyOf<Data>(response: Response): Promise<Body<Data>> {
  try {
    return (await response.json()) as Body<Data>;
  } catch {
    return {};
  }
}
