import { createDemoClient } from '@express-slo-stack/demo';
import type { Stack } from '@express-slo-stack/stack';
import {
  describe as placeOf,
  type Filled,
  firstLook,
  type FirstLook,
  makeHappen,
  verdictOf,
  wronglyEmpty,
} from '@express-slo-stack/stack/proof';

interface Proof {
  /**
   * A minute after the start, before anything is made to happen. Then what costs no SLO its budget begins, and goes on
   * behind the tests that follow: an alert takes five minutes to fire.
   */
  readonly atFirst: () => void;
  /** Makes happen what is still needed; SLOs burn, so it comes last. */
  readonly inTheEnd: () => void;
}

/**
 * What `npm run proof` proves, on a stack of the tests.
 * @param readyAt when the stack was ready, in milliseconds since 1970
 */
export function dataProof(
  stackOf: () => Stack,
  readyAt: () => number,
  say: (message: string) => void,
): Proof {
  let look: FirstLook;
  let harmless: Promise<readonly Filled[]>;
  const happen = (burnsBudget: boolean) => {
    const { prometheus, console: consoleUrl = '' } = stackOf().urls;
    const at = { prometheus, demo: createDemoClient(consoleUrl), progress: say };
    return makeHappen(at, look, (happening) => happening.burnsBudget === burnsBudget);
  };
  return {
    atFirst() {
      it('every query has data a minute after the start, but for those that wait for an event', async () => {
        look = await firstLook(stackOf().urls.prometheus, readyAt());
        harmless = happen(false);
        expect(look.answers.length).toBeGreaterThan(200);
        expect(
          wronglyEmpty(look).map(({ question, problem }) => ({ at: placeOf(question), problem })),
        ).toEqual([]);
        expect(verdictOf(look, []).panelsWithoutData).toBe(0);
      });
    },
    inTheEnd() {
      it('the others have data once their event has happened', async () => {
        const filled = (await Promise.all([happen(true), harmless])).flat();
        const { queries, withData, without } = verdictOf(look, filled);
        say(`queries run: ${queries}, with data: ${withData}, without: ${without.length}`);
        expect(without.map(({ question, problem }) => ({ at: placeOf(question), problem }))).toEqual([]);
      });
    },
  };
}
