import type { DemoClient } from '@express-slo-stack/demo';
import { fill, type Filled } from './fill';
import type { FirstLook } from './first-look';
import { awaitedBy, type Happening, happenings } from './happenings';

interface Place {
  readonly prometheus: string;
  readonly demo: DemoClient;
  /** Told what is about to happen, and why. */
  readonly progress: (message: string) => void;
}

/**
 * Makes happen, all at once, what the queries wait for that were rightly empty at the first look. Never rejects.
 * @param which what of it is to happen; all, unless said
 */
export async function makeHappen(
  at: Place,
  { answers }: FirstLook,
  which: (happening: Happening) => boolean = () => true,
): Promise<readonly Filled[]> {
  const awaiting = (happening: Happening) =>
    answers
      .filter(({ hasData, question }) => !hasData && awaitedBy(question) === happening)
      .map(({ question }) => question);
  const needed = happenings
    .filter(which)
    .map((happening) => ({ happening, questions: awaiting(happening) }))
    .filter(({ questions }) => questions.length > 0);
  return Promise.all(
    needed.map(({ happening, questions }) => {
      const { title, reason } = happening;
      at.progress(`${questions.length} rightly empty. ${reason} So ${title}`);
      return fill(at, happening, questions);
    }),
  );
}
