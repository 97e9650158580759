import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { benchApplication } from '../application';
import { answer, serverFor } from '../exchange';
import { VARIANTS, type VariantName } from '../variants';

/** What hostile requests left behind. */
export interface Harm {
  readonly linesBefore: number;
  readonly linesAfter: number;
  /** Milliseconds of the scrape after them. */
  readonly scrape: number;
}

const HEAD = Buffer.from('Host: api.example.com\n');

/** `hostile.js VARIANT`: sends as many requests as asked for, each to a path of its own, and answers with the harm done. */
function main([name = '']: readonly string[]): void {
  const { middleware, scrape } = VARIANTS[name as VariantName]();
  const { app, calls } = benchApplication(middleware);
  const server = serverFor(app);
  const get = (url: string) => answer(server, { method: 'GET', url, head: HEAD });
  const hostile = (unique: string) => {
    get(`/${unique}.php`);
    get(`/t/${unique}/x/1`);
  };
  process.on('message', (requests: number) => void attack(requests));
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');

  async function attack(requests: number): Promise<void> {
    for (const { url } of calls) get(url);
    hostile('first');
    await nextTurn();
    const linesBefore = linesIn(await scrape());
    for (let sent = 0; sent < requests; sent += 2) {
      hostile(wordOf(sent));
      if (sent % 100 === 0) await nextTurn();
    }
    await nextTurn();
    const startedAt = performance.now();
    const text = await scrape();
    const harm: Harm = { linesBefore, linesAfter: linesIn(text), scrape: performance.now() - startedAt };
    process.send?.(harm);
  }
}

/** Letters that no two numbers share and nobody takes for an identifier. */
const wordOf = (number: number) =>
  [...String(number)].map((digit) => 'bcdfghjklm'.charAt(Number(digit))).join('');
const linesIn = (text: string) =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;

main(process.argv.slice(2));
