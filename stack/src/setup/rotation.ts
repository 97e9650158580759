import { randomBytes } from 'node:crypto';
import type { ScrapeTokenHolder } from '../stack';
import { sleep } from '../wait';

/** Several times as long as the API takes to see a changed token file (TOKEN_FILE_CHECK_SECONDS is 2). */
const overlapMs = 6_000;

/**
 * Rotates the scrape token without a scrape being refused: the API first, which lets the old one live on, then Prometheus.
 * @param write puts a token into a holder's file
 */
export async function rotateScrapeToken(
  write: (holder: ScrapeTokenHolder, token: string) => Promise<void>,
): Promise<void> {
  const token = randomBytes(32).toString('hex');
  await write('api', token);
  await sleep(overlapMs);
  await write('prometheus', token);
}
