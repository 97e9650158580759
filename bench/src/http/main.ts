import { orderOf } from './arguments';
import { instructionGate } from './gate';
import { HOSTILE_REQUESTS } from './hostile';
import { clusterTable } from './tables/cluster-table';
import { hostileTable } from './tables/hostile-table';
import { instructionsTable } from './tables/instructions-table';
import { nanosecondsTable } from './tables/nanoseconds-table';
import { scrapeTables } from './tables/scrape-tables';
import { socketsTable } from './tables/sockets-table';
import { installPinned, PEERS, RUNTIME } from './pinned-folder';
import { runtimes } from './runtimes';

/** The parts in the order of printing; each says whether what must hold does. */
const PARTS = {
  instructions: instructionsTable,
  nanoseconds: nanosecondsTable,
  sockets: socketsTable,
  hostile: hostileTable,
  scrape: scrapeTables,
  cluster: clusterTable,
} as const;
const NAMES = Object.keys(PARTS) as readonly (keyof typeof PARTS)[];

const USAGE = `npm run bench -- http [--quick] [PART…]
npm run bench -- http --gate

  PART     ${NAMES.join(', ')}; all of them if none is named
  --quick  fewer turns, and instructions of our own variants only
  --gate   only the instruction gate of CI, which needs none of the libraries compared with
`;

/** What measuring costs a request, of this library and of others, on two versions of Node. */
async function main(args: readonly string[]): Promise<number> {
  const order = orderOf(args, NAMES);
  if (order.kind === 'help') {
    console.log(USAGE);
    return 0;
  }
  if (order.kind === 'refused') {
    console.error(`bench http: ${order.reason}`);
    return 2;
  }
  installPinned(RUNTIME);
  if (order.kind === 'gate') return (await instructionGate()) ? 0 : 1;

  installPinned(PEERS);
  const on = runtimes();
  console.log(
    `on ${on.map(({ name }) => name).join(' and ')}; ${HOSTILE_REQUESTS.toLocaleString('en')} hostile requests`,
  );
  let holds = true;
  for (const part of order.parts) holds = (await PARTS[part](on, order.quick)) && holds;
  return holds ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
