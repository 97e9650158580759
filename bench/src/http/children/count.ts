import { uptime } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { trafficThrough } from '../middleware-alone';
import { VARIANTS, type VariantName } from '../variants';

/**
 * `count.js VARIANT WARM-UP ROUNDS TIMES`: sends traffic through a variant, to be counted from outside: the warm-up, then
 * so many times the rounds.
 */
async function main([name = '', warmUp = '', rounds = '', times = '']: readonly string[]): Promise<void> {
  const traffic = trafficThrough(VARIANTS[name as VariantName]());
  await send(Number(warmUp));
  uptime();
  for (let time = 0; time < Number(times); time++) {
    await send(Number(rounds));
    uptime();
  }
  process.exit(0);

  async function send(count: number): Promise<void> {
    for (let round = 0; round < count; round++) {
      traffic.round();
      await nextTurn();
    }
  }
}

void main(process.argv.slice(2));
