import type { Exemplar } from '../exemplar';
import type { Labels } from './family';
import type { LineName } from './line-names';

/** The lines that one set of labels has in a family: one for a counter, several for a histogram. */
export interface Lines {
  /** How many lines there are. */
  readonly size: number;
  /** Another number whenever a value or an exemplar is another one. */
  version(): number;
  /** Whether there is anything to write; once there is, it stays so. */
  isExposed(): boolean;
  /** What stands before the value, for each line; with a registry's default labels, where pages are made with some. */
  starts(defaults: Labels): readonly string[];
  /** One value for each line; read before the next call of any. */
  values(): ArrayLike<number>;
  /** The exemplar of each line that has one. */
  exemplars?(): readonly (Exemplar | undefined)[];
}

/** Lines of which is known what their starts are made of. */
export interface LabelledLines extends Lines {
  readonly names: readonly LineName[];
  readonly labels: Labels;
}
