import type { AnyRegistry } from '../http/registry';

type Collect = () => Promise<readonly object[]>;

const collectors = new WeakMap<AnyRegistry, Collect>();

/** Has the metrics of a registry come from a function, which collects those of other processes too. */
export const setCollector = (registry: AnyRegistry, collect: Collect): void =>
  void collectors.set(registry, collect);

/** The metrics that a scrape of a registry shows. */
export const metricsOf = async (registry: AnyRegistry): Promise<readonly object[]> =>
  collectors.get(registry)?.() ?? registry.getMetricsAsArray();
