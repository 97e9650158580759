import type { Counter, CounterConfiguration } from 'prom-client';
import { clientOf } from '../http/client';
import type { AnyRegistry } from '../http/registry';

/**
 * The counter of that name in a registry, made where it is not there yet: everything that counts the same on one
 * registry shares it. `place` is the function that the registry was given to.
 */
export function sharedCounter<L extends string>(
  registry: AnyRegistry,
  configuration: CounterConfiguration<L>,
  place: string,
): Counter<L> {
  const { Counter, registers } = clientOf(registry, place);
  const present = registry.getSingleMetric(configuration.name) as Counter<L> | undefined;
  return present ?? new Counter({ ...configuration, registers });
}
