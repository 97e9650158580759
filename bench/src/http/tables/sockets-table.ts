import { type Throughput, throughputOf } from '../sockets';
import { MISTAKE } from '../limits';
import { VARIANT_NAMES, type VariantName } from '../variants';
import { printTable, ratio, type Table } from './table';

/** Whole servers through sockets, relative to one without instrumentation. Nothing fails for it. */
export const socketsTable: Table = async (runtimes, quick) => {
  const names = VARIANT_NAMES.filter((name) => name !== 'none' && name !== MISTAKE);
  const how = quick ? { turns: 3, seconds: 1 } : { turns: 9, seconds: 2 };
  const columns: ReadonlyMap<VariantName, Throughput>[] = [];
  for (const runtime of runtimes) columns.push(await throughputOf(runtime, names, how));
  printTable(
    'through sockets, relative to no instrumentation: requests per second, CPU per request (medians)',
    ['', ...runtimes.flatMap(({ name }) => [name, 'CPU'])],
    names.map((name) => [
      name,
      ...columns.flatMap((column) => {
        const { requests, cpu } = column.get(name) ?? { requests: NaN, cpu: NaN };
        return [ratio(requests), ratio(cpu)];
      }),
    ]),
  );
  return true;
};
