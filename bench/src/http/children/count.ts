import { uptime } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { trafficThrough } from '../middleware-alone';
import { VARIANTS, type VariantName } from '../variants';

/**
 * `count.js VARIANT WARM-UP ROUNDS`: sends traffic through a variant, to be counted from outside.
 */
async function main([name = '', warmUp = '', rounds = '']: readonly string[]): Promise<void> {
  const traffic = trafficThrough(VARIANTS[name as VariantName]().middleware);
  await send(Number(warmUp));
  uptime();
  await send(Number(rounds));
  uptime();
  process.exit(0);

  async function send(times: number): Promise<void> {
    for (let round = 0; round < times; round++) {
      traffic.round();
      await nextTurn();
    }
  }
}

void main(process.argv.slice(2));
