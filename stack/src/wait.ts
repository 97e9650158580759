import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

/** What `url` answers right now: `undefined` when it answers 2xx, else why not, as the end of a sentence. */
export async function whyNotReady(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string | undefined> {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(3_000), redirect: 'manual' });
    await response.arrayBuffer();
    return response.ok ? undefined : `answers ${response.status}`;
  } catch (thrown) {
    const cause = (thrown as { cause?: { code?: string } }).cause?.code;
    return `does not answer (${cause ?? String(thrown)})`;
  }
}
