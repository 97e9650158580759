import { type Estimate, estimate, midmean } from '../estimate';
import { GATED, MISTAKE, SOCKETS } from '../limits';
import { type Throughput, throughputOf } from '../sockets';
import { VARIANT_NAMES, type VariantName } from '../variants';
import { printTable, ratioWithError, type Table } from './table';

type Measured = ReadonlyMap<VariantName, readonly Throughput[]>;

/** Whole servers through sockets, relative to one without instrumentation. Nothing fails for it. */
export const socketsTable: Table = async (runtimes, quick) => {
  const names = VARIANT_NAMES.filter((name) => name !== 'none' && name !== MISTAKE);
  const how = quick ? { turns: 3, seconds: 1 } : { turns: 9, seconds: 2 };
  const columns: Measured[] = [];
  for (const runtime of runtimes) columns.push(await throughputOf(runtime, names, how));
  printTable(
    `through sockets, relative to no instrumentation: requests per second, CPU per request (midmeans of ${how.turns} turns)`,
    ['', ...runtimes.flatMap(({ name }) => [name, 'CPU'])],
    names.map((name) => [
      name,
      ...columns.flatMap((column) => [
        ratioWithError(of(column, name, 'requests')),
        ratioWithError(of(column, name, 'cpu')),
      ]),
    ]),
  );
  const ours = columns[0] && of(columns[0], GATED, 'requests');
  if (ours !== undefined) console.log(`  ${GATED}: ${toldApart(ours)}`);
  return true;
};

const of = (column: Measured, name: VariantName, quantity: keyof Throughput): Estimate =>
  estimate(column.get(name) ?? [], (turns) => midmean(turns.map((turn) => turn[quantity])));

/** Whether a throughput differs from that of no instrumentation by more than its error. */
const toldApart = ({ value, error }: Estimate): string =>
  Math.abs(value - 1) <= SOCKETS.errors * error
    ? 'not to be told apart from no instrumentation'
    : `told apart from no instrumentation (not within ${SOCKETS.errors} errors in this run)`;
