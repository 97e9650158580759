import { setImmediate as nextTurn } from 'node:timers/promises';
import { trafficThrough } from '../middleware-alone';
import { VARIANTS, type VariantName } from '../variants';

/** `rounds.js VARIANT`: for each number that comes, sends so many rounds and answers with the nanoseconds of CPU per request. */
function main([name = '']: readonly string[]): void {
  const traffic = trafficThrough(VARIANTS[name as VariantName]());
  process.on('message', (rounds: number) => void measure(rounds));
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');

  async function measure(rounds: number): Promise<void> {
    const before = process.cpuUsage();
    for (let done = 0; done < rounds; done++) {
      traffic.round();
      await nextTurn();
    }
    const { user, system } = process.cpuUsage(before);
    process.send?.(((user + system) * 1_000) / (rounds * traffic.perRound));
  }
}

main(process.argv.slice(2));
