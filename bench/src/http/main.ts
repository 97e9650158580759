import { parseArgs } from 'node:util';
import { instructionGate } from './gate';
import { HOSTILE_REQUESTS } from './hostile';
import { clusterTable } from './tables/cluster-table';
import { hostileTable } from './tables/hostile-table';
import { instructionsTable } from './tables/instructions-table';
import { nanosecondsTable } from './tables/nanoseconds-table';
import { scrapeTables } from './tables/scrape-tables';
import { socketsTable } from './tables/sockets-table';
import { installPeers } from './peer-folder';
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
type Part = keyof typeof PARTS;

const USAGE = `npm run bench -- http [--gate] [--quick] [PART…]

  PART     ${Object.keys(PARTS).join(', ')}; all of them if none is named
  --quick  fewer turns, and instructions of our own variants only
  --gate   only the instruction gate of CI
`;

/** What measuring costs a request, of this library and of others, on two versions of Node. */
async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { gate: { type: 'boolean' }, quick: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const unknown = positionals.find((name) => !Object.hasOwn(PARTS, name));
  if (values.help === true || unknown !== undefined) {
    console.log(unknown === undefined ? USAGE : `bench http: "${unknown}" is no part.\n${USAGE}`);
    return unknown === undefined ? 0 : 2;
  }
  installPeers();
  if (values.gate === true) return (await instructionGate()) ? 0 : 1;

  const wanted = positionals.length === 0 ? (Object.keys(PARTS) as Part[]) : (positionals as Part[]);
  const on = runtimes();
  console.log(
    `on ${on.map(({ name }) => name).join(' and ')}; ${HOSTILE_REQUESTS.toLocaleString('en')} hostile requests`,
  );
  let holds = true;
  for (const part of wanted) holds = (await PARTS[part](on, values.quick === true)) && holds;
  return holds ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
