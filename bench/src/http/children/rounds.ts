import { setImmediate as nextTurn } from 'node:timers/promises';
import { trafficThrough } from '../middleware-alone';
import { VARIANTS, type VariantName } from '../variants';

type Traffic = ReturnType<typeof trafficThrough>;

/** What one turn took in nanoseconds of CPU per request: without any middleware, and with the variant right after. */
export type Turn = readonly [none: number, variant: number];

/** `rounds.js VARIANT`: for each number that comes, sends so many rounds through none and the variant; answers with a {@link Turn}. */
function main([name = '']: readonly string[]): void {
  const none = trafficThrough(VARIANTS.none());
  const variant = trafficThrough(VARIANTS[name as VariantName]());
  process.on('message', (rounds: number) => void answer(rounds));
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');

  async function answer(rounds: number): Promise<void> {
    const turn: Turn = [await measured(none, rounds), await measured(variant, rounds)];
    process.send?.(turn);
  }
}

async function measured(traffic: Traffic, rounds: number): Promise<number> {
  const before = process.cpuUsage();
  for (let done = 0; done < rounds; done++) {
    traffic.round();
    await nextTurn();
  }
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1_000) / (rounds * traffic.perRound);
}

main(process.argv.slice(2));
