import path from 'node:path';
import { ApiClient } from './api-client';
import { readOptions } from './arguments';
import { ApiContainer } from './container';
import { type Flood, makeFloods } from './floods';
import { brokenPromises } from './judge';
import { type FloodResult, runFlood, warmUp } from './run-flood';

const listOf = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([name, count]) => `${name} × ${count}`)
    .join(', ');

function show(result: FloodResult, limit: number, broken: readonly string[]): void {
  const memory = (amount: number) => `${amount.toFixed(0)} MiB`;
  const part = ((100 * result.peak) / limit).toFixed(0);
  console.log(`\n${result.name}
  answers                    ${listOf(result.answers)}
  another project's events   ${listOf(result.others)}
  container restarted        ${result.restarts} times
  memory, highest            ${memory(result.peak)}, ${part} % of the limit
  memory after a round       ${memory(result.early)} in the first, ${memory(result.late)} in the last (the least)`);
  for (const words of broken) console.log(`  BROKEN: ${words}`);
}

/** Floods the API's container, prints what each flood did, and ends with 1 when a promise is broken. */
async function main(args: readonly string[]): Promise<void> {
  const { root, rounds } = readOptions(args, path.resolve(__dirname, '../../..'));
  console.log("Starting the API's container and PostgreSQL from docker-compose.yml …");
  const container = await ApiContainer.start(root);
  try {
    const limit = await container.limit();
    const client = new ApiClient(container.url, container.adminToken);
    const [target, other] = await client.createProjects(['target', 'other']);
    if (target === undefined || other === undefined) throw new Error('The projects were not made');
    console.log(
      `Each flood comes ${rounds} times, all of it at once; the container has ${limit} MiB. Memory is that of its\n` +
        'processes, read ten times a second. Another project sends an event every 0.1 s meanwhile.',
    );
    let acknowledged = await warmUp(container.url, target);
    console.log(`Warm-up: ${acknowledged} ordinary events were acknowledged.`);
    let calm = 0;
    let isBroken = false;
    const run = async (flood: Flood, times: number) => {
      const result = await runFlood(container, flood, { target, other, rounds: times });
      if (flood.hasEvents) acknowledged += result.answers['200'] ?? 0;
      calm += result.others['200'] ?? 0;
      return result;
    };
    const floods = makeFloods(target);
    for (const flood of floods) await run(flood, 1);
    console.log('Warm-up: each flood came once.');
    for (const flood of floods) {
      const result = await run(flood, rounds);
      const broken = brokenPromises(result, limit);
      isBroken ||= broken.length > 0;
      show(result, limit, broken);
    }
    const stored = [await client.countEvents(target), await client.countEvents(other)];
    console.log(
      `\nacknowledged and stored: ${acknowledged} and ${stored[0]} of the target, ${calm} and ${stored[1]} of the other`,
    );
    console.log(
      `the kernel's highest count, with the file cache: ${(await container.kernelPeak()).toFixed(0)} MiB`,
    );
    const isLost = (stored[0] ?? 0) < acknowledged || (stored[1] ?? 0) < calm;
    if (isLost) console.log('BROKEN: an acknowledged event is not stored');
    if (isBroken || isLost) process.exitCode = 1;
  } finally {
    await container.stop();
  }
}

void main(process.argv.slice(2));
