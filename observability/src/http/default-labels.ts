import type { Labels } from './families/family';
import type { AnyRegistry } from './registry';

/** What `setDefaultLabels()` of a registry set; the client has no public way to read it. */
export const defaultLabelsOf = (registry: AnyRegistry): Labels =>
  (Reflect.get(registry, '_defaultLabels') ?? {}) as Labels;

/** A line's own labels, then those defaults that it has no own label for: as the client writes them. */
export const withDefaults = (own: Labels, defaults: Labels): Labels => ({ ...own, ...defaults, ...own });
