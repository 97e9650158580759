import type { Labels } from './families/family';
import type { AnyRegistry } from './registry';

/** What `setDefaultLabels()` of a registry set; the client has no public way to read it. */
export const defaultLabelsOf = (registry: AnyRegistry): Labels =>
  (Reflect.get(registry, '_defaultLabels') ?? {}) as Labels;
