import { withDefaults } from '../default-labels';
import type { CellFamily, Labels } from './family';
import { goFloat } from './go-float';
import { labelPairs } from './text';

/** What is the same in a line of every series of a family. */
export interface LineName {
  readonly name: string;
  /** The bucket's bound, where the line is a bucket's. */
  readonly le: Labels;
}

/** The lines of each series of a family, in order. */
export function lineNames({ name, reading }: CellFamily): readonly LineName[] {
  if (reading.kind === 'sum') return [{ name, le: {} }];
  return [
    ...[...reading.bounds.map(goFloat), '+Inf'].map((le) => ({ name: `${name}_bucket`, le: { le } })),
    { name: `${name}_sum`, le: {} },
    { name: `${name}_count`, le: {} },
  ];
}

/** What stands before the value in each line of a series. */
export function lineStarts(names: readonly LineName[], labels: Labels): readonly string[] {
  const own = labelPairs(labels);
  return names.map(({ name, le }) => {
    const joined = () => [labelPairs(le), own].filter((some) => some !== '').join(',');
    // A registry's defaults may have even this label.
    const pairs = 'le' in labels ? labelPairs(withDefaults(le, labels)) : joined();
    return pairs === '' ? `${name} ` : `${name}{${pairs}} `;
  });
}
