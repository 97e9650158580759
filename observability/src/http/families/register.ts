import type { Metric } from 'prom-client';
import type { Ledger } from '../ledger';
import type { AnyRegistry } from '../registry';
import type { CellFamily, PlainFamily, Sample } from './family';
import { SeriesTable } from './series-table';

/** A family of the ledger that writes its own lines: the same bytes for both formats. */
export interface SelfWriting {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  /** The bytes of a page are written over by the next call: copy them before other work may run. */
  readonly pages: () => Iterable<Buffer>;
}

export const writesItself = (metric: object): metric is SelfWriting => 'pages' in metric;

interface Registered {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: () => readonly Sample[];
  readonly pages?: () => Iterable<Buffer>;
  readonly reset?: () => void;
}

/** Registers families beside an application's own metrics. Throws if the registry has a name already. */
export function registerFamilies(
  registry: AnyRegistry,
  ledger: Ledger,
  families: readonly (CellFamily | PlainFamily)[],
  reset: () => void,
): void {
  for (const [index, family] of families.entries()) {
    const metric = 'samples' in family ? family : projected(family, ledger);
    // All families share the numbers: the first one forgets them for all.
    register(registry, { ...metric, ...(index === 0 && { reset }) });
  }
}

function projected({ name, help, type, ...family }: CellFamily, ledger: Ledger): Registered {
  const table = new SeriesTable({ name, help, type, ...family }, ledger);
  return {
    name,
    help,
    type,
    samples: () => [...table.series()].flatMap((series) => series.samples()),
    pages: () => table.pages(),
  };
}

function register(registry: AnyRegistry, { samples, ...metric }: Registered): void {
  const { name, help, type } = metric;
  const get = () => Promise.resolve({ name, help, type, aggregator: 'sum', values: samples() });
  // This is all that a registry asks of a metric; its types name the client's own classes.
  const registered = { reset: () => undefined, ...metric, aggregator: 'sum', get, getForPromString: get };
  registry.registerMetric(registered as unknown as Metric);
}
