import { ObservabilityError } from '../../errors';
import type { Ledger } from '../ledger';
import type { AnyRegistry } from '../registry';
import type { CellFamily, Labels, PlainFamily, Sample } from './family';
import type { LabelledLines } from './lines';
import type { Loan } from './loan';
import { SeriesTable } from './series-table';
import type { ExpositionFormat } from './text';

/** A metric whose lines are kept as bytes between scrapes. */
export interface SelfWriting {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  /** Pages of lines, which stay as they are until the loan is over. An empty one is a place for other work. */
  readonly pages: (format: ExpositionFormat, loan: Loan) => Iterable<Buffer>;
  /** The same with the default labels of a registry; where it cannot, such lines are written anew for each scrape. */
  readonly labelledPages?: (format: ExpositionFormat, loan: Loan, defaults: Labels) => Iterable<Buffer>;
  /** The same, as numbers. */
  readonly series: () => readonly LabelledLines[];
}

/** A metric of the ledger's with few lines, each read anew. */
export interface Sampling {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: () => readonly Sample[];
}

export const writesItself = (metric: object): metric is SelfWriting =>
  'pages' in metric && 'series' in metric;

export const hasSamples = (metric: object): metric is Sampling => 'samples' in metric;

interface Registered extends Sampling {
  readonly pages?: SelfWriting['pages'];
  readonly labelledPages?: SelfWriting['labelledPages'];
  readonly series?: SelfWriting['series'];
  readonly reset?: () => void;
}

/** Registers all families beside an application's own metrics, or none: OBS_METRIC_TAKEN if the registry has a name. */
export function registerFamilies(
  registry: AnyRegistry,
  ledger: Ledger,
  families: readonly (CellFamily | PlainFamily)[],
  reset: () => void,
): void {
  const taken = families.find(({ name }) => registry.getSingleMetric(name) !== undefined);
  if (taken !== undefined) throw new ObservabilityError('OBS_METRIC_TAKEN', taken.name);
  for (const [index, family] of families.entries()) {
    const metric = 'samples' in family ? family : projected(family, ledger);
    // All families share the numbers: the first one forgets them for all.
    register(registry, { ...metric, ...(index === 0 && { reset }) });
  }
}

function projected(family: CellFamily, ledger: Ledger): Registered {
  const { name, help, type } = family;
  const table = new SeriesTable(family, ledger);
  return {
    name,
    help,
    type,
    samples: () => table.series().flatMap((series) => series.samples()),
    pages: (format, loan) => table.pages(format, loan),
    labelledPages: (format, loan, defaults) => table.pages(format, loan, defaults),
    series: () => table.series(),
  };
}

function register(registry: AnyRegistry, metric: Registered): void {
  const { name, help, type, samples } = metric;
  const get = () => Promise.resolve({ name, help, type, aggregator: 'sum', values: samples() });
  // This is all that a registry asks of a metric.
  const registered = { reset: () => undefined, ...metric, aggregator: 'sum', get, getForPromString: get };
  registry.registerMetric(registered);
}
