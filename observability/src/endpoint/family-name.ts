import type { ExpositionFormat } from '../http/families/text';

const TOTAL = /_total$/;

/**
 * The name and type of a family's head. OpenMetrics keeps `_total` for a counter's sample: the family goes without.
 * Where that cannot be, because the counter has no such suffix or another family has the shorter name, the type is
 * `unknown`, as Prometheus's own Go client has it: a sample's name is then the same in both formats.
 */
export function familyName(
  { name, type }: { readonly name: string; readonly type: string },
  format: ExpositionFormat,
  names: ReadonlySet<string>,
): { readonly name: string; readonly type: string } {
  if (format === 'text' || type !== 'counter') return { name, type };
  const short = name.replace(TOTAL, '');
  return short === name || names.has(short) ? { name, type: 'unknown' } : { name: short, type };
}
