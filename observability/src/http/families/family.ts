import type { Metric, MetricValueWithName } from 'prom-client';
import type { AnyRegistry } from '../registry';

/** One exposed line: labels, value, and the sample's own name where it differs from the family's. */
export type Sample = MetricValueWithName<string>;

/** A metric family that is worked out from the ledger when it is collected. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  samples(): readonly Sample[];
  reset(): void;
}

/** Registers a family beside an application's own metrics. Throws if the registry has the name already. */
export function registerFamily(registry: AnyRegistry, family: Family): void {
  const { name, help, type } = family;
  const get = () => Promise.resolve({ name, help, type, aggregator: 'sum', values: family.samples() });
  // These are all that a registry asks of a metric; its types name the client's own classes.
  const metric = {
    name,
    help,
    type,
    aggregator: 'sum',
    get,
    getForPromString: get,
    reset: () => family.reset(),
  };
  registry.registerMetric(metric as unknown as Metric);
}
