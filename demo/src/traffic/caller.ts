import { pathOf, type Endpoint } from './endpoints';
import type { Ledger } from './ledger';
import { outcomeOf, type Outcome } from './outcome';

export interface Call {
  /** Fills the parameters of the endpoint's route template. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Replaces the path, for requests that no route template matches. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is a string or bytes. */
  readonly body?: unknown;
}

export interface Answer {
  readonly status: Outcome;
  /** The body, parsed if it is JSON. */
  readonly body: unknown;
  readonly headers: Headers;
}

/** Makes requests to the API and writes each into the ledger. Never rejects: a missing answer is an outcome too. */
export type Caller = (app: string, endpoint: Endpoint, call?: Call) => Promise<Answer>;

export interface CallerOptions {
  readonly apiUrl: string;
  readonly ledger: Ledger;
  readonly timeoutMs?: number;
  /** Aborts what is under way. */
  readonly stopping: AbortSignal;
}

function bodyOf(body: unknown): { body?: string | Uint8Array<ArrayBuffer>; headers: Record<string, string> } {
  if (body === undefined) return { headers: {} };
  if (typeof body === 'string') return { body, headers: {} };
  if (body instanceof Uint8Array) return { body: new Uint8Array(body), headers: {} };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => '');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export function createCaller({ apiUrl, ledger, timeoutMs = 10_000, stopping }: CallerOptions): Caller {
  return async (app, { method, route }, { parameters = {}, path, query = {}, headers, body } = {}) => {
    const sent = { app, method, route };
    const url = new URL(path ?? pathOf(route, parameters), apiUrl);
    Object.entries(query).forEach(([name, value]) => url.searchParams.set(name, value));
    const content = bodyOf(body);
    const began = performance.now();
    const record = (status: Outcome): void => ledger.record(sent, status, (performance.now() - began) / 1000);
    try {
      const response = await fetch(url, {
        method,
        redirect: 'manual',
        headers: { ...content.headers, ...headers, 'user-agent': `express-slo-stack-demo/${app}` },
        ...(content.body === undefined ? {} : { body: content.body }),
        signal: AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]),
      });
      record(response.status);
      return { status: response.status, headers: response.headers, body: await readBody(response) };
    } catch (thrown) {
      const status = outcomeOf(thrown);
      record(status);
      return { status, headers: new Headers(), body: undefined };
    }
  };
}
