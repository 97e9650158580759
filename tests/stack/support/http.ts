import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 4;

/**
 * Fetches JSON; an answer other than 2xx is an error that carries its status and body. Where the answer is that there
 * is no time just now (503 with `Retry-After`), it comes back some times, as it is asked to.
 */
export async function getJson<T>(url: string, token?: string): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, token ? { headers: { authorization: `Bearer ${token}` } } : {});
    if (response.ok) return (await response.json()) as T;
    const seconds = response.status === 503 ? Number(response.headers.get('retry-after') ?? NaN) : NaN;
    const body = await response.text();
    if (attempt === TRIES || Number.isNaN(seconds)) throw new Error(`GET ${url}: ${response.status} ${body}`);
    await sleep(seconds * 1000);
  }
}
