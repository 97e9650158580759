import type { CompiledSlo } from '../compile';
import type { CompileOptions } from '../options';

/** What the tests of an SLO are made from. */
export interface TestContext {
  readonly compiled: CompiledSlo;
  readonly options: CompileOptions;
  /** The labels of the groups that the tests have: none for SLOs without groups. */
  readonly groups: readonly Labels[];
}

export type Labels = Readonly<Record<string, string>>;

/** Two groups with made-up values, where an SLO is grouped. */
export const madeUpGroups = (groupBy: readonly string[]): readonly Labels[] =>
  groupBy.length === 0
    ? [{}]
    : ['a', 'b'].map((value) => Object.fromEntries(groupBy.map((label) => [label, value])));

/** The first multiple of a step that is not before, and the last that is not after, a time. All in seconds. */
export const stepAfter = (seconds: number, step: number): number => Math.ceil(seconds / step) * step;
export const stepBefore = (seconds: number, step: number): number =>
  Math.max(0, Math.floor(seconds / step) * step);
