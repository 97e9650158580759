import type { Answer } from './ask';
import type { Filled } from './fill';
import type { FirstLook } from './first-look';
import { awaitedBy } from './happenings';

export interface Verdict {
  readonly queries: number;
  readonly withData: number;
  /** Those without, after everything has happened. */
  readonly without: readonly Answer[];
  /** Of the panels, at the first look: nothing had been made to happen. */
  readonly panelsWithoutData: number;
}

const isEmpty = ({ hasData }: Answer): boolean => !hasData;

/** What the first look and the happenings come to. */
export function verdictOf({ answers }: FirstLook, filled: readonly Filled[]): Verdict {
  const later = new Map(filled.flatMap((one) => one.answers).map((answer) => [answer.question, answer]));
  const without = answers.map((answer) => later.get(answer.question) ?? answer).filter(isEmpty);
  return {
    queries: answers.length,
    withData: answers.length - without.length,
    without,
    panelsWithoutData: answers.filter((answer) => isEmpty(answer) && answer.question.kind === 'panel').length,
  };
}

/** Of the first look, what is empty and not rightly so. */
export const wronglyEmpty = ({ answers }: FirstLook): readonly Answer[] =>
  answers.filter((answer) => isEmpty(answer) && awaitedBy(answer.question) === undefined);
