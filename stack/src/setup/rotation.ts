import { randomBytes } from 'node:crypto';
import { StackError } from '../errors';
import type { ScrapeTokenHolder, Stack } from '../stack';
import { sleep } from '../wait';

/** Several times as long as the API takes to see a changed token file (TOKEN_FILE_CHECK_SECONDS is 2). */
const overlapMs = 6_000;
const patienceSeconds = 60;

interface Rotation {
  /** Puts a token into a holder's file. */
  readonly write: (holder: ScrapeTokenHolder, token: string) => Promise<void>;
  /** Resolves when the API takes the token. Default: after long enough, for where the API cannot be asked. */
  readonly untilTaken?: (token: string) => Promise<void>;
}

/**
 * Rotates the scrape token without a scrape being refused: the API first, which lets the old one live on, then Prometheus.
 * Rejects as its parts do.
 */
export async function rotateScrapeToken({
  write,
  untilTaken = () => sleep(overlapMs),
}: Rotation): Promise<void> {
  const token = randomBytes(32).toString('hex');
  await write('api', token);
  await untilTaken(token);
  await write('prometheus', token);
}

/** The same for a running stack, whose API is asked. Throws TOKEN_NOT_TAKEN. */
export const rotateScrapeTokenOf = (stack: Pick<Stack, 'urls' | 'setScrapeToken'>): Promise<void> =>
  rotateScrapeToken({
    write: (holder, token) => stack.setScrapeToken(holder, token),
    untilTaken: (token) => untilTakenBy(stack.urls.api ?? '', token),
  });

async function untilTakenBy(apiUrl: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  for (const deadline = Date.now() + patienceSeconds * 1000; ; await sleep(1_000)) {
    const answer = fetch(`${apiUrl}/api/0/observability`, { headers, signal: AbortSignal.timeout(5_000) });
    // Where nobody answers no scrape is refused either: the API reads its file when it is back.
    const status = await answer.then(
      (response) => response.status,
      () => undefined,
    );
    if (status === 200) return;
    if (Date.now() < deadline) continue;
    if (status === undefined) return;
    throw new StackError('TOKEN_NOT_TAKEN', { seconds: patienceSeconds, status });
  }
}
