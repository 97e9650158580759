import type { Answer, Filled, FirstLook, FirstStart, Unused, Verdict } from '@express-slo-stack/stack/proof';

/** What the proof found; what `--json` prints. Times in seconds. */
export interface ProofReport {
  readonly stack: string;
  /** Only of a stack of its own. */
  readonly firstStart?: FirstStart;
  /** When the queries were asked first, after the stack was ready. */
  readonly askedAfter: Pick<FirstLook, 'from' | 'to'>;
  readonly queries: number;
  readonly withData: number;
  readonly without: readonly Place[];
  readonly panelsWithoutData: number;
  readonly filled: readonly (Omit<Filled, 'answers'> & { readonly queries: readonly Place[] })[];
  readonly unused: readonly Unused[];
}

interface Place {
  readonly from: string;
  readonly kind: string;
  readonly title: string;
  readonly expr: string;
  readonly problem?: string;
}

interface Findings {
  readonly stack: string;
  readonly firstStart: FirstStart | undefined;
  readonly look: FirstLook;
  readonly filled: readonly Filled[];
  readonly verdict: Verdict;
  readonly unused: readonly Unused[];
}

/** Puts together what was found. */
export function reportOf({ stack, firstStart, look, filled, verdict, unused }: Findings): ProofReport {
  return {
    stack,
    ...(firstStart === undefined ? {} : { firstStart }),
    askedAfter: { from: look.from, to: look.to },
    ...verdict,
    without: verdict.without.map(placeOf),
    filled: filled.map(({ happening, seconds, answers }) => ({
      happening,
      seconds,
      queries: answers.map(placeOf),
    })),
    unused,
  };
}

function placeOf({ question: { from, kind, title, exprs }, problem }: Answer): Place {
  return { from, kind, title, expr: exprs.join('\n'), ...(problem === undefined ? {} : { problem }) };
}
