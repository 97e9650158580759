import type { Pattern } from './words';

export const comparisons = ['>=', '<=', '>', '<', '='] as const;
export type Comparison = (typeof comparisons)[number];

/** What an issue must be like; all conditions of a search must hold. */
export type Condition = { readonly isNegated: boolean } & (
  | { readonly kind: 'text'; readonly any: readonly Pattern[] }
  | { readonly kind: 'column'; readonly column: TextColumn; readonly any: readonly Pattern[] }
  /** A tag of at least one event; without values, any value. */
  | { readonly kind: 'tag'; readonly key: string; readonly any?: readonly Pattern[] }
  /** A field of at least one event's user. */
  | { readonly kind: 'user'; readonly field: string; readonly any: readonly Pattern[] }
  | { readonly kind: 'platform'; readonly any: readonly Pattern[] }
  | { readonly kind: 'count'; readonly comparison: Comparison; readonly number: number }
  | {
      readonly kind: 'time';
      readonly column: TimeColumn;
      readonly from?: Date | undefined;
      readonly until?: Date | undefined;
    }
);

export type TextColumn = 'status' | 'level' | 'title' | 'culprit' | 'logger' | 'type' | 'project' | 'issue';
export type TimeColumn = 'first_seen' | 'last_seen';
